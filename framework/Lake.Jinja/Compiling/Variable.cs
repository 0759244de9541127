namespace Lake.Jinja.Compiling;

/// <summary>A slot of a function's activations.</summary>
internal sealed class Variable(string name, Function function, int slot)
{
    public string Name => name;

    public Function Function => function;

    public int Slot => slot;
}
