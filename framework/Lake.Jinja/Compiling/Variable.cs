using Lake.Jinja.Evaluation.Expressions;

namespace Lake.Jinja.Compiling;

/// <summary>A slot of a function's activations.</summary>
internal sealed class Variable(string name, Function function, int slot)
{
    public string Name => name;

    public Function Function => function;

    public int Slot => slot;

    /// <summary>Reads it within its own function.</summary>
    public Expression Local => field ??= new LocalVariable(slot, name);
}
