using System.Collections.Immutable;

namespace Lake.Text;

/// <summary>
/// Something to tell the user. The terminal, the editor and JSON all draw this one record.
/// </summary>
/// <param name="Rule">Which kind it is.</param>
/// <param name="Message">What is wrong, in one or a few sentences, without the place.</param>
/// <param name="Location">Where in what the user wrote; null only when no file is to blame.</param>
public sealed record Diagnostic(DiagnosticRule Rule, string Message, Location? Location)
{
    public string Id => Rule.Id;

    public Severity Severity { get; init; } = Rule.Severity;

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>Other places that explain it, the nearest cause first (for a macro call stack: the innermost call).</summary>
    public ImmutableArray<RelatedPlace> Related { get; init; } = [];

    /// <summary>Values of the names used at the location, as the user would write them.</summary>
    public ImmutableArray<NamedValue> Values { get; init; } = [];

    /// <summary>Data that shows it; null where there is none to show.</summary>
    public DataExcerpt? Data { get; init; }

    /// <summary><c>path:line:col: error[id]: message</c>, on one line; <see cref="DiagnosticText"/> draws the rest.</summary>
    public override string ToString() =>
        (Location is null ? "" : $"{Location}: ") + $"{DiagnosticText.Name(Severity)}[{Id}]: {Message}";
}

/// <summary>A place that belongs to a diagnostic, and what it has to do with it.</summary>
public sealed record RelatedPlace(Location Location, string Message);

/// <summary>A name and its value in printed form.</summary>
public sealed record NamedValue(string Name, string Value);
