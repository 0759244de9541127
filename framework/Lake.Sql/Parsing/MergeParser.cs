using System.Collections.Immutable;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>MERGE INTO with all of DuckDB's clauses.</summary>
internal static class MergeParser
{
    public static SqlStatement Parse(TokenReader reader, TextSpan? with)
    {
        reader.ExpectWord("merge");
        reader.ExpectWord("into");
        var target = reader.Path("a table name");
        var alias = ChangeParser.Alias(reader, "using");
        reader.ExpectWord("using");
        var source = reader.Until(() => reader.IsWords("on") || reader.IsWords("using"), "a source");
        TextSpan? on = null;
        ImmutableArray<SqlName> usingColumns = [];
        if (reader.TryWords("on"))
        {
            on = reader.Until(() => IsClause(reader), "a condition");
        }
        else
        {
            reader.ExpectWord("using");
            usingColumns = reader.NameList("a column");
        }

        var clauses = ImmutableArray.CreateBuilder<MergeClause>();
        while (IsClause(reader))
        {
            var clause = Clause(reader);
            if (clauses.Any(earlier => earlier.Match == clause.Match && earlier.Condition is null))
            {
                reader.Fail("a clause for other rows, because an earlier one has no condition");
            }

            clauses.Add(clause);
        }

        TextSpan? returning = reader.TryWords("returning") ? reader.Rest("columns") : null;
        if (clauses.Count == 0 || !reader.AtEnd)
        {
            reader.Fail("WHEN MATCHED or WHEN NOT MATCHED");
        }

        return new MergeStatement(reader.Span, target)
        {
            With = with,
            Alias = alias,
            Source = source,
            On = on,
            UsingColumns = usingColumns,
            Clauses = clauses.ToImmutable(),
            Returning = returning,
        };
    }

    private static bool IsClause(TokenReader reader) => reader.IsWords("when", "matched") || reader.IsWords("when", "not", "matched");

    private static bool IsClauseEnd(TokenReader reader) => IsClause(reader) || reader.IsWords("returning");

    private static MergeClause Clause(TokenReader reader)
    {
        var start = reader.Next().Span;
        var match = Match(reader);
        TextSpan? condition = reader.TryWords("and") ? reader.Until(() => reader.IsWords("then"), "a condition") : null;
        reader.ExpectWord("then");
        return Action(reader, new MergeClause(start, match, MergeVerb.DoNothing) { Condition = condition });
    }

    private static MergeMatch Match(TokenReader reader)
    {
        if (reader.TryWords("matched"))
        {
            return MergeMatch.Matched;
        }

        reader.ExpectWord("not");
        reader.ExpectWord("matched");
        if (reader.TryWords("by", "source"))
        {
            return MergeMatch.NotMatchedBySource;
        }

        reader.TryWords("by", "target");
        return MergeMatch.NotMatchedByTarget;
    }

    private static MergeClause Action(TokenReader reader, MergeClause clause)
    {
        if (clause.Match == MergeMatch.NotMatchedByTarget && (reader.IsWords("update") || reader.IsWords("delete")))
        {
            reader.Fail("INSERT, DO NOTHING or ERROR for rows that the table does not have");
            return clause;
        }

        if (reader.TryWords("update"))
        {
            return Update(reader, clause with { Verb = MergeVerb.Update });
        }

        if (reader.TryWords("insert"))
        {
            return Insert(reader, clause with { Verb = MergeVerb.Insert });
        }

        if (reader.TryWords("delete"))
        {
            return clause with { Verb = MergeVerb.Delete };
        }

        if (reader.TryWords("error"))
        {
            TextSpan? message = reader.AtEnd || IsClauseEnd(reader) ? null : reader.Until(() => IsClauseEnd(reader), "a message");
            return clause with { Verb = MergeVerb.Error, Message = message };
        }

        reader.ExpectWord("do");
        reader.ExpectWord("nothing");
        return clause;
    }

    private static MergeClause Update(TokenReader reader, MergeClause clause)
    {
        clause = clause with { ByName = ByName(reader) };
        if (!reader.TryWords("set"))
        {
            return clause;
        }

        return reader.TryOperator("*")
            ? clause
            : clause with { Assignments = ChangeParser.Assignments(reader, () => IsClauseEnd(reader)) };
    }

    private static MergeClause Insert(TokenReader reader, MergeClause clause)
    {
        clause = clause with { ByName = ByName(reader) };
        if (reader.TryOperator("*"))
        {
            return clause;
        }

        if (reader.TryWords("default", "values"))
        {
            return clause with { DefaultValues = true };
        }

        if (reader.Current.IsOperator("("))
        {
            clause = clause with { Columns = reader.NameList("a column") };
        }

        return reader.TryWords("values")
            ? clause with { Values = reader.List(() => reader.Until(() => reader.Current.IsOperator(","), "a value")) }
            : clause;
    }

    private static bool ByName(TokenReader reader)
    {
        if (reader.TryWords("by", "name"))
        {
            return true;
        }

        reader.TryWords("by", "position");
        return false;
    }
}
