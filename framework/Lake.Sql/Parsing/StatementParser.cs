using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>Looks at the head of a statement and hands it to the parser of its kind.</summary>
internal static class StatementParser
{
    private static readonly Dictionary<string, Func<TokenReader, SqlStatement>> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["create"] = CreateParser.Parse,
        ["drop"] = DefinitionParser.Drop,
        ["comment"] = DefinitionParser.Comment,
        ["alter"] = AlterParser.Parse,
        ["insert"] = reader => ChangeParser.Insert(reader, with: null),
        ["update"] = reader => ChangeParser.Update(reader, with: null),
        ["delete"] = reader => ChangeParser.Delete(reader, with: null),
        ["merge"] = reader => MergeParser.Parse(reader, with: null),
        ["truncate"] = ChangeParser.Truncate,
        ["copy"] = ChangeParser.Copy,
        ["with"] = With,
        ["begin"] = Begin,
        ["start"] = Begin,
        ["commit"] = reader => new TransactionStatement(reader.Span, TransactionVerb.Commit),
        ["end"] = reader => new TransactionStatement(reader.Span, TransactionVerb.Commit),
        ["rollback"] = reader => new TransactionStatement(reader.Span, TransactionVerb.Rollback),
        ["abort"] = reader => new TransactionStatement(reader.Span, TransactionVerb.Rollback),
        ["use"] = Use,
    };

    public static (SqlStatement Statement, Diagnostic? Error) Parse(SourceFile source, ImmutableArray<SqlToken> tokens)
    {
        var reader = new TokenReader(source, tokens);
        var statement = Kinds.TryGetValue(tokens[0].Text, out var parse) ? parse(reader) : Other(reader);
        if (reader.Error is not null)
        {
            statement = new InvalidStatement(reader.Span);
        }

        return (statement with { Tokens = tokens }, reader.Error);
    }

    public static SqlStatement Other(TokenReader reader) => new OtherStatement(reader.Span, reader.Tokens[0].Text.ToUpperInvariant());

    private static TransactionStatement Begin(TokenReader reader) =>
        new(reader.Span, TransactionVerb.Begin, reader.Tokens.Any(t => t.IsWord("read")) && reader.Tokens.Any(t => t.IsWord("only")));

    private static SqlStatement Use(TokenReader reader)
    {
        reader.Next();
        return reader.Current.IsIdentifier ? new UseStatement(reader.Span, reader.Path("a schema")) : Other(reader);
    }

    /// <summary>A WITH clause may stand in front of a query or of a change.</summary>
    private static SqlStatement With(TokenReader reader)
    {
        var span = reader.Until(() => IsBody(reader.Current), "a query");
        var keyword = reader.Current;
        return keyword.Text.ToUpperInvariant() switch
        {
            "INSERT" => ChangeParser.Insert(reader, span),
            "UPDATE" => ChangeParser.Update(reader, span),
            "DELETE" => ChangeParser.Delete(reader, span),
            "MERGE" => MergeParser.Parse(reader, span),
            _ => new OtherStatement(reader.Span, reader.AtEnd ? "WITH" : keyword.Text.ToUpperInvariant()),
        };
    }

    private static bool IsBody(SqlToken token) =>
        token.IsWord("insert") || token.IsWord("update") || token.IsWord("delete") || token.IsWord("merge")
        || token.IsWord("select") || token.IsWord("from") || token.IsWord("values") || token.IsWord("pivot") || token.IsWord("unpivot");
}
