using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

/// <summary>One identifier, its quotes removed.</summary>
public sealed record SqlName(string Text, TextSpan Span);

/// <summary>A name of one to three parts, or a longer path into a struct column.</summary>
public sealed record QualifiedName(ImmutableArray<SqlName> Parts, TextSpan Span)
{
    public SqlName Last => Parts[^1];

    /// <summary>Unquoted, for messages.</summary>
    public override string ToString() => string.Join('.', Parts.Select(part => part.Text));

    public bool Equals(QualifiedName? other) => other is not null && Span == other.Span && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Span, Parts.Length);
}
