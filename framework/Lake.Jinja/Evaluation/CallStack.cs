using Lake.Jinja.Errors;

namespace Lake.Jinja.Evaluation;

/// <summary>The macros that are being called. What others see of them is made only when somebody looks.</summary>
internal sealed class CallStack
{
    private Entry[] _entries = [];

    public int Depth { get; private set; }

    /// <summary>The innermost macro; null outside of all.</summary>
    public CallFrame? Top => Depth == 0 ? null : Frame(Depth - 1);

    public void Push(string macro, CallSite? site)
    {
        if (Depth == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(8, Depth * 2));
        }

        _entries[Depth++] = new Entry { Macro = macro, Site = site };
    }

    public void Pop() => Depth--;

    private CallFrame Frame(int index)
    {
        ref var entry = ref _entries[index];
        return entry.Frame ??= new CallFrame(entry.Macro, entry.Site?.Location, index == 0 ? null : Frame(index - 1));
    }

    private struct Entry
    {
        public string Macro;
        public CallSite? Site;
        public CallFrame? Frame;
    }
}
