using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Statements;

/// <summary>Splits a script at its semicolons and reads the first words of each statement.</summary>
internal static class StatementReader
{
    public static ImmutableArray<TrinoStatement> Read(SourceFile source)
    {
        var tokens = SqlLexer.Tokenize(source).Tokens;
        var statements = ImmutableArray.CreateBuilder<TrinoStatement>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += RoutineDepth(tokens, start, i);
            if (tokens[i].Kind == SqlTokenKind.End || (depth == 0 && tokens[i].IsOperator(";")))
            {
                if (i > start)
                {
                    statements.Add(Head(source, tokens[start..i]));
                }

                (start, depth) = (i + 1, 0);
            }
        }

        return statements.ToImmutable();
    }

    /// <summary>Semicolons inside the body of a SQL routine belong to it.</summary>
    private static int RoutineDepth(ImmutableArray<SqlToken> tokens, int start, int at) =>
        !(tokens[start].IsWord("create") && tokens.AsSpan(start, Math.Min(4, tokens.Length - start)).ToArray().Any(t => t.IsWord("function"))) ? 0
        : tokens[at].IsWord("begin") || tokens[at].IsWord("case") || (tokens[at].IsWord("if") && tokens[at - 1].IsOperator(";")) ? 1
        : tokens[at].IsWord("end") ? -1
        : 0;

    private static TrinoStatement Create(SourceFile source, ImmutableArray<SqlToken> tokens, HeadWords words)
    {
        var replaces = words.Take("or", "replace");
        var isMaterialized = words.Take("materialized");
        var noun = words.Next();
        var isLenient = words.Take("if", "not", "exists");
        TrinoStatement Of(StatementVerb verb) => new(source, tokens, verb, words.Name()) { Replaces = replaces };
        return noun switch
        {
            "TABLE" => Of(StatementVerb.CreateTable) with { IsLenient = isLenient },
            "VIEW" when isMaterialized => Of(StatementVerb.CreateMaterializedView) with { IsLenient = isLenient, Noun = "MATERIALIZED VIEW" },
            "VIEW" => Of(StatementVerb.CreateView) with { Noun = noun },
            "SCHEMA" => new(source, tokens, StatementVerb.Schema, words.Name()),
            _ => new(source, tokens, StatementVerb.Other, default),
        };
    }

    private static TrinoStatement Head(SourceFile source, ImmutableArray<SqlToken> tokens)
    {
        var words = new HeadWords(tokens);
        TrinoStatement Of(StatementVerb verb) => new(source, tokens, verb, words.Name());
        if (words.Take("create"))
        {
            return Create(source, tokens, words);
        }

        if (words.Take("drop"))
        {
            var noun = words.Noun();
            var isLenient = words.Take("if", "exists");
            return noun == "SCHEMA" ? Of(StatementVerb.Schema)
                : noun.Length > 0 ? Of(StatementVerb.Drop) with { Noun = noun, IsLenient = isLenient }
                : new(source, tokens, StatementVerb.Other, default);
        }

        return words.Take("alter") ? Alter(source, tokens, words)
            : TakeChange(words) ? Of(StatementVerb.Change)
            : words.Take("comment", "on") ? Comment(source, tokens, words)
            : words.Take("grant") || words.Take("revoke") ? words.SkipTo("on") && words.Skip("table") ? Of(StatementVerb.Describe) : new(source, tokens, StatementVerb.Other, default)
            : new(source, tokens, Transaction(words), default);
    }

    private static bool TakeChange(HeadWords words) =>
        words.Take("insert", "into") || words.Take("delete", "from") || words.Take("merge", "into") || words.Take("update") || words.Take("truncate", "table");

    private static TrinoStatement Alter(SourceFile source, ImmutableArray<SqlToken> tokens, HeadWords words)
    {
        var noun = words.Noun();
        words.Take("if", "exists");
        var name = words.Name();
        return noun.Length == 0 || noun == "SCHEMA" ? new(source, tokens, noun == "SCHEMA" ? StatementVerb.Schema : StatementVerb.Other, name)
            : words.Take("rename", "to") ? new(source, tokens, StatementVerb.Rename, name, words.Name()) { Noun = noun }
            : new(source, tokens, StatementVerb.Change, name) { Noun = noun };
    }

    private static TrinoStatement Comment(SourceFile source, ImmutableArray<SqlToken> tokens, HeadWords words)
    {
        var isColumn = words.Take("column");
        if (!isColumn)
        {
            words.Next();
        }

        // The last part of a column's name is the column.
        var name = words.Name();
        return new(source, tokens, StatementVerb.Describe, isColumn ? name.Start..Math.Max(name.Start.Value, name.End.Value - 2) : name);
    }

    private static StatementVerb Transaction(HeadWords words) =>
        words.Take("begin") || words.Take("start", "transaction") ? StatementVerb.Begin
        : words.Take("commit") ? StatementVerb.Commit
        : words.Take("rollback") ? StatementVerb.Rollback
        : StatementVerb.Other;
}
