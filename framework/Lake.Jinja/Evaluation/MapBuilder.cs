using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lake.Jinja.Errors;
using Lake.Text;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// Collects the segments of a source map while output is written, hence in its order. Captured texts keep theirs, so that
/// a text which is stored and printed later still leads to where it was made.
/// </summary>
internal sealed class MapBuilder
{
    private const int MostKept = 1 << 14;

    [ThreadStatic]
    private static List<SourceSegment>? _spare;

    private readonly List<SourceSegment> _segments = TakeSpare();
    private ConditionalWeakTable<string, SourceSegment[]>? _captured;

    public int Count => _segments.Count;

    public void Add(int start, int length, Location place, bool isVerbatim, CallFrame? frame)
    {
        if (length > 0)
        {
            _segments.Add(new SourceSegment(start, length, place, isVerbatim, frame));
        }
    }

    /// <summary>Attributes what an expression wrote, unless the macros it called have done so already.</summary>
    public void AddRest(int before, int start, int end, CallSite site, CallFrame? frame)
    {
        var covered = _segments.Count == before ? start : _segments[^1].OutputEnd;
        Add(covered, end - covered, site.Location, isVerbatim: false, frame);
    }

    public void Cut(int mark, string text)
    {
        var first = First(mark);
        if (first < _segments.Count && text.Length > 0)
        {
            (_captured ??= []).Add(text, Shifted(CollectionsMarshal.AsSpan(_segments)[first..], -mark));
        }

        CollectionsMarshal.SetCount(_segments, first);
    }

    public void Drop(int mark) => CollectionsMarshal.SetCount(_segments, First(mark));

    /// <summary>Repeats the segments of a captured text at the place where it is printed.</summary>
    public void Splice(string text, int start)
    {
        if (_captured is not null && _captured.TryGetValue(text, out var segments))
        {
            _segments.AddRange(Shifted(segments, start));
        }
    }

    /// <summary>The map; the builder is of no use afterwards.</summary>
    public SourceMap ToMap()
    {
        var map = new SourceMap([.. _segments]);
        if (_segments.Count <= MostKept)
        {
            _segments.Clear();
            _spare = _segments;
        }

        return map;
    }

    private static List<SourceSegment> TakeSpare()
    {
        var spare = _spare ?? [];
        _spare = null;
        return spare;
    }

    private static SourceSegment[] Shifted(ReadOnlySpan<SourceSegment> segments, int offset)
    {
        var shifted = segments.ToArray();
        foreach (ref var segment in shifted.AsSpan())
        {
            segment = segment with { OutputStart = segment.OutputStart + offset };
        }

        return shifted;
    }

    private int First(int mark)
    {
        var first = _segments.Count;
        while (first > 0 && _segments[first - 1].OutputStart >= mark)
        {
            first--;
        }

        return first;
    }
}
