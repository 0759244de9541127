using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

public enum ConflictAction
{
    /// <summary>The new row is left out.</summary>
    Ignore,

    /// <summary>The old row gets all values of the new one.</summary>
    Replace,

    /// <summary>The old row gets the values that the clause says.</summary>
    Update,
}

/// <summary>What becomes of a row to insert whose key the table has already.</summary>
public sealed record ConflictClause(TextSpan Span, ConflictAction Action)
{
    /// <summary>Of the key; empty when none are named.</summary>
    public ImmutableArray<SqlName> Columns { get; init; } = [];

    /// <summary>Of DO UPDATE; the new row is called <c>excluded</c> in them.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    /// <summary>Which of the old rows DO UPDATE changes.</summary>
    public TextSpan? Where { get; init; }
}
