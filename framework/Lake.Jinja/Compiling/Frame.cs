namespace Lake.Jinja.Compiling;

/// <summary>Where in a template the compiler is.</summary>
/// <param name="IsTopLevel">What is set here is seen by importing templates.</param>
/// <param name="IsRootLevel">Not even within an <c>if</c>.</param>
/// <param name="IsSoft">Directly within an <c>if</c>: unknown filters fail only when reached.</param>
/// <param name="ChecksOutput">Text is not printed once a parent template is known.</param>
/// <param name="IsLoop">Directly or indirectly within a loop of this function.</param>
internal sealed record Frame(Scope Scope, bool IsTopLevel, bool IsRootLevel, bool IsSoft, bool ChecksOutput, bool IsLoop, bool Escapes)
{
    public Function Function => Scope.Function;

    public Frame Inner(Scope scope) => this with { Scope = scope, IsTopLevel = false, IsRootLevel = false, IsSoft = false };

    public Frame Inner() => Inner(new Scope(Function, Scope));

    public Frame Soft() => this with { IsRootLevel = false, IsSoft = true };
}
