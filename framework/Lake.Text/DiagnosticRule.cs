namespace Lake.Text;

/// <summary>
/// A kind of diagnostic. Every library lists its own as <c>static readonly</c> fields of one class named
/// <c>…Rules</c>; the house tests find them there and hold them to <c>docs/diagnostics.md</c>.
/// </summary>
/// <param name="Id">Readable and stable, in kebab case: <c>unknown-ref</c>.</param>
/// <param name="Severity">How it is reported unless a user says otherwise.</param>
/// <param name="Summary">One sentence for the reference page: what is wrong in general and what to do.</param>
public sealed record DiagnosticRule(string Id, Severity Severity, string Summary)
{
    /// <summary>A diagnostic of this kind.</summary>
    public Diagnostic At(Location? location, string message, string? hint = null) =>
        new(this, message, location) { Hint = hint };

    /// <summary>The same as an exception, for callers that cannot go on.</summary>
    public DiagnosticException Error(Location? location, string message, string? hint = null) =>
        new(At(location, message, hint));
}
