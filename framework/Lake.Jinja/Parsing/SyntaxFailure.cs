using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>
/// Leaves the tag that cannot be read; the parser catches it there and goes on. The diagnostic is null when the lexer
/// has already told what is wrong.
/// </summary>
internal sealed class SyntaxFailure(Diagnostic? diagnostic) : Exception
{
    public Diagnostic? Diagnostic { get; } = diagnostic;
}
