using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

/// <param name="Type">As written.</param>
/// <param name="Default">The expression behind DEFAULT.</param>
public sealed record ColumnDefinition(SqlName Name, TextSpan Type, bool NotNull, TextSpan? Default)
{
    public ImmutableArray<TableConstraint> Constraints { get; init; } = [];
}

/// <summary>A term of PARTITIONED BY: <c>day(ts)</c>, <c>bucket(16, id)</c>, <c>region</c>.</summary>
/// <param name="Transform">In lower case; <c>identity</c> for a bare column.</param>
/// <param name="Argument">The number of buckets or the width, else null.</param>
public sealed record PartitionTerm(string Transform, int? Argument, QualifiedName Column, TextSpan Span);

/// <summary>A term of SORTED BY: <c>a DESC NULLS LAST</c>, <c>day(ts)</c>.</summary>
/// <param name="NullsFirst">Null where nothing is written.</param>
public sealed record SortTerm(PartitionTerm Term, bool Descending, bool? NullsFirst);

/// <summary>A key and a value of WITH or TBLPROPERTIES, quotes removed.</summary>
public sealed record TableProperty(string Key, string Value, TextSpan Span);

/// <summary>What CREATE TABLE and CREATE VIEW have in common.</summary>
public abstract record CreateRelationStatement(TextSpan Span, QualifiedName Name) : SqlStatement(Span)
{
    public bool OrReplace { get; init; }

    public bool IfNotExists { get; init; }

    public bool Temporary { get; init; }
}

/// <summary>CREATE TABLE, with or without AS.</summary>
public sealed record CreateTableStatement(TextSpan Span, QualifiedName Name) : CreateRelationStatement(Span, Name)
{
    /// <summary>Empty when only the query says what the columns are.</summary>
    public ImmutableArray<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>Those that stand between the columns; a column has its own.</summary>
    public ImmutableArray<TableConstraint> Constraints { get; init; } = [];

    /// <summary>Null when there is no PARTITIONED BY.</summary>
    public ImmutableArray<PartitionTerm>? Partitioning { get; init; }

    public ImmutableArray<SortTerm> Sorting { get; init; } = [];

    public ImmutableArray<TableProperty> Properties { get; init; } = [];

    public TextSpan? Query { get; init; }

    /// <summary>WITH NO DATA: the columns of the query without its rows.</summary>
    public bool WithoutData { get; init; }
}

public sealed record CreateViewStatement(TextSpan Span, QualifiedName Name, TextSpan Query) : CreateRelationStatement(Span, Name)
{
    public ImmutableArray<SqlName> Columns { get; init; } = [];
}

public sealed record CreateSchemaStatement(TextSpan Span, QualifiedName Name, bool IfNotExists) : SqlStatement(Span);

/// <param name="Name">Null where nothing is written.</param>
public sealed record CreateIndexStatement(TextSpan Span, SqlName? Name, QualifiedName Table, bool IsUnique, bool IfNotExists) : SqlStatement(Span)
{
    /// <summary>Empty where the index is on expressions.</summary>
    public ImmutableArray<SqlName> Columns { get; init; } = [];
}

public enum ObjectKind
{
    Table,
    View,
    Schema,
    Column,
}

public sealed record DropStatement(TextSpan Span, ObjectKind Kind, QualifiedName Name, bool IfExists, bool Cascade)
    : SqlStatement(Span);

/// <summary>COMMENT ON.</summary>
/// <param name="Name">For a column its table's name and its own.</param>
/// <param name="Comment">Null takes the comment away.</param>
public sealed record CommentStatement(TextSpan Span, ObjectKind Kind, QualifiedName Name, string? Comment) : SqlStatement(Span);
