using Lake.Jinja.Evaluation.Expressions;

namespace Lake.Jinja.Compiling;

/// <summary>
/// Whatever gets an activation of its own: the template, a macro, a block, a recursive loop, the test of a loop.
/// </summary>
internal sealed class Function(Function? outer)
{
    /// <summary>The level of names that no scope sets.</summary>
    private const int FreeLevel = -1;

    private readonly Dictionary<(int Level, string Name), Variable> _variables = [];
    private Dictionary<string, FreeVariable>? _free;

    public Function? Outer => outer;

    public int SlotCount { get; private set; }

    /// <summary>Scopes of the same depth share a name's slot, as they share a variable in Jinja2's generated code.</summary>
    public Variable GetVariable(int level, string name)
    {
        if (!_variables.TryGetValue((level, name), out var variable))
        {
            variable = new Variable(name, this, SlotCount++);
            _variables.Add((level, name), variable);
        }

        return variable;
    }

    /// <summary>A name that no scope sets: its value is kept by the outermost function.</summary>
    public FreeVariable GetFree(string name)
    {
        _free ??= [];
        if (!_free.TryGetValue(name, out var free))
        {
            var outermost = this;
            while (outermost.Outer is { } further)
            {
                outermost = further;
            }

            free = new FreeVariable(HopsTo(outermost), outermost.GetVariable(FreeLevel, name).Slot, name);
            _free.Add(name, free);
        }

        return free;
    }

    public int HopsTo(Function owner)
    {
        var hops = 0;
        for (var function = this; function != owner; function = function.Outer ?? throw new InvalidOperationException("not an enclosing function"))
        {
            hops++;
        }

        return hops;
    }
}
