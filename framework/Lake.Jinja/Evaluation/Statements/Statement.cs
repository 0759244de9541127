namespace Lake.Jinja.Evaluation.Statements;

/// <summary>A statement ready to run.</summary>
internal abstract class Statement
{
    public abstract Signal Exec(Activation a);
}

internal static class Body
{
    public static Signal Run(Statement[] statements, Activation a)
    {
        foreach (var statement in statements)
        {
            var signal = statement.Exec(a);
            if (signal != Signal.None)
            {
                return signal;
            }
        }

        return Signal.None;
    }
}
