using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Sql.Statements;

/// <summary>
/// One statement of a script. Spans lie in the script's source; parts that are expressions or queries are given as
/// spans only, for an engine to judge.
/// </summary>
/// <param name="Span">From the first to the last token, without the semicolon.</param>
public abstract record SqlStatement(TextSpan Span)
{
    /// <summary>All tokens of the statement.</summary>
    public ImmutableArray<SqlToken> Tokens { get; init; } = [];
}

/// <summary>Whatever does not change a table of the lakehouse.</summary>
/// <param name="Keyword">The first word, in upper case; behind a WITH clause the word that follows it.</param>
public sealed record OtherStatement(TextSpan Span, string Keyword) : SqlStatement(Span);

/// <summary>A statement that could not be read; the script's diagnostics say why.</summary>
public sealed record InvalidStatement(TextSpan Span) : SqlStatement(Span);

public enum TransactionVerb
{
    Begin,
    Commit,
    Rollback,
}

/// <param name="IsReadOnly">BEGIN … READ ONLY.</param>
public sealed record TransactionStatement(TextSpan Span, TransactionVerb Verb, bool IsReadOnly = false) : SqlStatement(Span);

/// <summary>USE.</summary>
public sealed record UseStatement(TextSpan Span, QualifiedName Name) : SqlStatement(Span);
