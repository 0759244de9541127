using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

public sealed record AlterTableStatement(TextSpan Span, QualifiedName Name, AlterAction Action) : SqlStatement(Span)
{
    public bool IfExists { get; init; }

    /// <summary>ALTER VIEW.</summary>
    public bool IsView { get; init; }
}

public abstract record AlterAction(TextSpan Span);

public sealed record AddColumn(TextSpan Span, QualifiedName Path, ColumnDefinition Column, bool IfNotExists) : AlterAction(Span);

public sealed record AddConstraint(TextSpan Span, TableConstraint Constraint) : AlterAction(Span);

public sealed record DropConstraint(TextSpan Span, bool IfExists, SqlName Name) : AlterAction(Span);

public sealed record DropColumn(TextSpan Span, QualifiedName Path, bool IfExists) : AlterAction(Span);

public sealed record RenameColumn(TextSpan Span, QualifiedName Path, SqlName To) : AlterAction(Span);

/// <param name="Type">As written.</param>
/// <param name="Using">The expression behind USING.</param>
public sealed record ChangeColumnType(TextSpan Span, QualifiedName Path, TextSpan Type, TextSpan? Using) : AlterAction(Span);

/// <param name="NotNull">True for SET NOT NULL, false for DROP NOT NULL.</param>
public sealed record ChangeNullability(TextSpan Span, QualifiedName Path, bool NotNull) : AlterAction(Span);

/// <param name="Value">An expression; null for DROP DEFAULT.</param>
public sealed record SetDefault(TextSpan Span, QualifiedName Path, TextSpan? Value) : AlterAction(Span);

/// <param name="Behind">A column of the same struct; null for the first place.</param>
public sealed record MoveColumn(TextSpan Span, QualifiedName Path, SqlName? Behind) : AlterAction(Span);

/// <summary>RENAME TO.</summary>
public sealed record RenameRelation(TextSpan Span, SqlName To) : AlterAction(Span);

public sealed record SetProperties(TextSpan Span, ImmutableArray<TableProperty> Properties) : AlterAction(Span);

public sealed record UnsetProperties(TextSpan Span, ImmutableArray<string> Keys) : AlterAction(Span);

/// <param name="Terms">Empty for RESET PARTITIONED BY.</param>
public sealed record SetPartitioning(TextSpan Span, ImmutableArray<PartitionTerm> Terms) : AlterAction(Span);

/// <param name="Terms">Empty for RESET SORTED BY.</param>
public sealed record SetSorting(TextSpan Span, ImmutableArray<SortTerm> Terms) : AlterAction(Span);

/// <summary>An action that an Iceberg table does not know, such as a constraint.</summary>
/// <param name="Text">As written, for the message.</param>
public sealed record UnsupportedAction(TextSpan Span, string Text) : AlterAction(Span);
