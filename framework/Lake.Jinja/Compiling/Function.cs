namespace Lake.Jinja.Compiling;

/// <summary>
/// Whatever gets an activation of its own: the template, a macro, a block, a recursive loop, the test of a loop.
/// </summary>
internal sealed class Function(Function? outer)
{
    /// <summary>The level of names that no scope sets.</summary>
    public const int FreeLevel = -1;

    private readonly Dictionary<(int Level, string Name), Variable> _variables = [];

    public Function? Outer => outer;

    public Function Outermost => outer?.Outermost ?? this;

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
