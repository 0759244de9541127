using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Statements;

/// <summary>A statement that changes the rows of one table.</summary>
/// <param name="Target">The table.</param>
public abstract record ChangeStatement(TextSpan Span, QualifiedName Target) : SqlStatement(Span)
{
    /// <summary>A WITH clause in front, the keyword included.</summary>
    public TextSpan? With { get; init; }

    public SqlName? Alias { get; init; }

    /// <summary>Everything behind RETURNING.</summary>
    public TextSpan? Returning { get; init; }
}

public sealed record InsertStatement(TextSpan Span, QualifiedName Target) : ChangeStatement(Span, Target)
{
    public ImmutableArray<SqlName> Columns { get; init; } = [];

    public bool ByName { get; init; }

    /// <summary>Null for DEFAULT VALUES.</summary>
    public TextSpan? Query { get; init; }

    /// <summary>The expressions of a query that is a bare list of VALUES; any of them may be the keyword DEFAULT.</summary>
    public ImmutableArray<ImmutableArray<TextSpan>> Rows { get; init; } = [];

    /// <summary>INSERT OR REPLACE, INSERT OR IGNORE or ON CONFLICT; null when a key that is there already is an error.</summary>
    public ConflictClause? Conflict { get; init; }
}

/// <param name="Value">An expression; may be the keyword DEFAULT.</param>
public sealed record Assignment(SqlName Column, TextSpan Value);

public sealed record UpdateStatement(TextSpan Span, QualifiedName Target) : ChangeStatement(Span, Target)
{
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    /// <summary>What follows FROM.</summary>
    public TextSpan? From { get; init; }

    public TextSpan? Where { get; init; }
}

/// <summary>DELETE, or TRUNCATE when there is no condition and <see cref="IsTruncate"/>.</summary>
public sealed record DeleteStatement(TextSpan Span, QualifiedName Target) : ChangeStatement(Span, Target)
{
    public bool IsTruncate { get; init; }

    /// <summary>What follows USING.</summary>
    public TextSpan? Using { get; init; }

    public TextSpan? Where { get; init; }
}

public sealed record MergeStatement(TextSpan Span, QualifiedName Target) : ChangeStatement(Span, Target)
{
    /// <summary>The source with its alias.</summary>
    public required TextSpan Source { get; init; }

    /// <summary>The condition; null when <see cref="UsingColumns"/> say it.</summary>
    public TextSpan? On { get; init; }

    public ImmutableArray<SqlName> UsingColumns { get; init; } = [];

    public ImmutableArray<MergeClause> Clauses { get; init; } = [];
}

public enum MergeMatch
{
    Matched,

    /// <summary>Rows of the source without a row in the target.</summary>
    NotMatchedByTarget,

    /// <summary>Rows of the target without a row in the source.</summary>
    NotMatchedBySource,
}

public enum MergeVerb
{
    Update,
    Delete,
    Insert,
    DoNothing,
    Error,
}

/// <summary>One WHEN … THEN ….</summary>
public sealed record MergeClause(TextSpan Span, MergeMatch Match, MergeVerb Verb)
{
    public TextSpan? Condition { get; init; }

    /// <summary>Of UPDATE; empty when it takes all columns from the source.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    /// <summary>Of INSERT; empty when it names none.</summary>
    public ImmutableArray<SqlName> Columns { get; init; } = [];

    /// <summary>Of INSERT (…) VALUES (…); empty when it takes all columns from the source.</summary>
    public ImmutableArray<TextSpan> Values { get; init; } = [];

    /// <summary>INSERT DEFAULT VALUES.</summary>
    public bool DefaultValues { get; init; }

    /// <summary>UPDATE or INSERT without columns takes them from the source by name instead of by position.</summary>
    public bool ByName { get; init; }

    /// <summary>The message of ERROR, an expression.</summary>
    public TextSpan? Message { get; init; }
}

/// <summary>COPY table FROM file.</summary>
/// <param name="Input">The file and its options: all behind the columns.</param>
public sealed record CopyFromStatement(TextSpan Span, QualifiedName Target, ImmutableArray<SqlName> Columns, TextSpan Input) : ChangeStatement(Span, Target);
