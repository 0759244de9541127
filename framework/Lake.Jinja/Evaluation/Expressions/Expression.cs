using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary>An expression ready to run.</summary>
internal abstract class Expression
{
    public abstract object? Eval(Activation a);

    /// <summary>For tests and branches: overridden where the value needs not be made.</summary>
    public virtual bool IsTrue(Activation a) => PyValue.IsTrue(Eval(a));

    /// <summary>Prints the value; overridden where that needs no intermediate string.</summary>
    public virtual void Write(Activation a, OutputBuffer output) => output.AppendValue(Eval(a));

    /// <summary>
    /// Whether Jinja2 evaluates it when it compiles: it depends on literals only. Decides about the type of native
    /// results, and saves work at run time.
    /// </summary>
    public virtual bool IsPure => false;
}
