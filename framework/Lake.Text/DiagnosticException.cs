using System.Collections.Immutable;

namespace Lake.Text;

/// <summary>
/// Diagnostics on their way up from where no result is possible. The one exception type of this code base for
/// whatever is the user's to mend; anything else that escapes is a fault of the program.
/// </summary>
public sealed class DiagnosticException : Exception
{
    public DiagnosticException(Diagnostic diagnostic, Exception? cause = null)
        : this([diagnostic], cause)
    {
    }

    public DiagnosticException(ImmutableArray<Diagnostic> diagnostics, Exception? cause = null)
        : base(string.Join(Environment.NewLine, diagnostics), cause) => Diagnostics = diagnostics;

    /// <summary>At least one, the first being the most important.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public Diagnostic Diagnostic => Diagnostics[0];
}
