using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

public enum ConstraintKind
{
    Check,
    PrimaryKey,
    Unique,
    ForeignKey,

    /// <summary>COLLATE, which is no constraint but stands where one does.</summary>
    Collation,

    /// <summary>GENERATED ALWAYS AS, likewise.</summary>
    Generated,
}

/// <summary>A constraint of a column or of the whole table; NOT NULL is a part of its column.</summary>
/// <param name="Name">Behind CONSTRAINT; null where nothing is written.</param>
/// <param name="Columns">Those of a key; none for CHECK.</param>
/// <param name="Condition">What stands in the parentheses of CHECK and GENERATED ALWAYS AS.</param>
public sealed record TableConstraint(ConstraintKind Kind, SqlName? Name, ImmutableArray<SqlName> Columns, TextSpan? Condition, TextSpan Span);
