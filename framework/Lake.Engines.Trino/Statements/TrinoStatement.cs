using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Statements;

/// <summary>One statement of a script: its tokens, and what its first words say.</summary>
/// <param name="Target">Where the parts of the name of the relation concerned are among the tokens; empty without one.</param>
/// <param name="NewName">Likewise of the name that a relation is renamed to.</param>
internal sealed record TrinoStatement(
    SourceFile Source, ImmutableArray<SqlToken> Tokens, StatementVerb Verb, Range Target, Range NewName = default)
{
    public TextSpan Span => TextSpan.FromBounds(Tokens[0].Span.Start, Tokens[^1].Span.End);

    /// <summary>Of the name of the relation concerned.</summary>
    public TextSpan? TargetSpan => Tokens[Target] is [var first, ..] parts ? TextSpan.FromBounds(first.Span.Start, parts[^1].Span.End) : null;

    public string Text => Source.GetText(Span);

    /// <summary>What <c>DROP</c> and <c>CREATE</c> make or take away: <c>TABLE</c>, <c>VIEW</c>, <c>MATERIALIZED VIEW</c>.</summary>
    public string Noun { get; init; } = "TABLE";

    public bool Replaces { get; init; }

    /// <summary>True with <c>IF EXISTS</c> or <c>IF NOT EXISTS</c>.</summary>
    public bool IsLenient { get; init; }
}
