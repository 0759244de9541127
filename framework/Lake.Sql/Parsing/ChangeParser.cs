using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>INSERT, UPDATE, DELETE, TRUNCATE and COPY … FROM.</summary>
internal static class ChangeParser
{
    public static SqlStatement Insert(TokenReader reader, TextSpan? with)
    {
        reader.ExpectWord("insert");
        var conflict = ConflictParser.Before(reader);
        reader.ExpectWord("into");
        var target = reader.Path("a table name");
        var alias = reader.TryWords("as") ? reader.Name("an alias") : null;
        var byName = IsByName(reader);
        var columns = IsColumnList(reader) ? reader.NameList("a column name") : [];
        byName |= IsByName(reader);
        TextSpan? query = reader.TryWords("default", "values")
            ? null
            : reader.Until(() => ConflictParser.IsNext(reader) || reader.IsWords("returning"), "a query");
        conflict = conflict is null && ConflictParser.IsNext(reader) ? ConflictParser.Behind(reader) : conflict;

        return new InsertStatement(reader.Span, target)
        {
            With = with,
            Alias = alias,
            Columns = columns,
            ByName = byName,
            Query = query,
            Rows = query is { } span && reader.Error is null ? Rows(reader.Within(span)) : [],
            Conflict = conflict,
            Returning = Returning(reader),
        };
    }

    public static SqlStatement Update(TokenReader reader, TextSpan? with)
    {
        reader.ExpectWord("update");
        var target = reader.Path("a table name");
        var alias = Alias(reader, "set");
        reader.ExpectWord("set");
        if (reader.Ahead(1).IsOperator("."))
        {
            reader.Fail("a column without its table in front");
        }

        var assignments = Assignments(reader, () => reader.IsWords("from") || IsTail(reader));
        TextSpan? from = reader.TryWords("from") ? reader.Until(() => IsTail(reader), "a table") : null;
        return new UpdateStatement(reader.Span, target)
        {
            With = with,
            Alias = alias,
            Assignments = assignments,
            From = from,
            Where = Where(reader),
            Returning = Returning(reader),
        };
    }

    public static SqlStatement Delete(TokenReader reader, TextSpan? with)
    {
        reader.ExpectWord("delete");
        reader.ExpectWord("from");
        var target = reader.Path("a table name");
        var alias = Alias(reader, "using", "where", "returning");
        TextSpan? source = reader.TryWords("using") ? reader.Until(() => IsTail(reader), "a table") : null;
        return new DeleteStatement(reader.Span, target)
        {
            With = with,
            Alias = alias,
            Using = source,
            Where = Where(reader),
            Returning = Returning(reader),
        };
    }

    public static SqlStatement Truncate(TokenReader reader)
    {
        reader.ExpectWord("truncate");
        reader.TryWords("table");
        var statement = new DeleteStatement(reader.Span, reader.Path("a table name")) { IsTruncate = true };
        if (!reader.AtEnd)
        {
            reader.Fail("the end of the statement");
        }

        return statement;
    }

    public static SqlStatement Copy(TokenReader reader)
    {
        reader.Next();
        if (!reader.Current.IsIdentifier || reader.IsWords("from"))
        {
            return StatementParser.Other(reader);
        }

        var target = reader.Path("a table name");
        var columns = reader.Current.IsOperator("(") ? reader.NameList("a column name") : [];
        return reader.IsWords("from") ? new CopyFromStatement(reader.Span, target, columns, reader.Rest("a file")) : StatementParser.Other(reader);
    }

    public static ImmutableArray<Assignment> Assignments(TokenReader reader, Func<bool> stop)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        do
        {
            if (reader.Current.IsOperator("("))
            {
                assignments.AddRange(RowAssignments(reader, stop));
                continue;
            }

            var path = reader.Path("a column");
            reader.ExpectOperator("=");
            assignments.Add(new Assignment(path.Last, reader.Until(() => reader.Current.IsOperator(",") || stop(), "a value")));
        }
        while (reader.TryOperator(","));
        return assignments.ToImmutable();
    }

    /// <summary>An alias behind the target, with or without AS; the words that may follow instead are no aliases.</summary>
    public static SqlName? Alias(TokenReader reader, params ReadOnlySpan<string> notAliases)
    {
        if (reader.TryWords("as"))
        {
            return reader.Name("an alias");
        }

        foreach (var word in notAliases)
        {
            if (reader.Current.IsWord(word))
            {
                return null;
            }
        }

        return reader.Current.IsIdentifier ? reader.Name("an alias") : null;
    }

    /// <summary><c>(a, b) = (1, 2)</c>; a value that is no row goes to every column.</summary>
    private static IEnumerable<Assignment> RowAssignments(TokenReader reader, Func<bool> stop)
    {
        var columns = reader.NameList("a column");
        if (columns.IsEmpty)
        {
            reader.Fail("a column");
        }

        reader.ExpectOperator("=");
        var isRow = reader.IsWords("row") && reader.Ahead(1).IsOperator("(");
        if (!isRow && !IsRow(reader))
        {
            var value = reader.Until(() => reader.Current.IsOperator(",") || stop(), "a value");
            return columns.Select(column => new Assignment(column, value));
        }

        _ = isRow && reader.TryWords("row");
        var values = Row(reader);
        if (columns.Length != values.Length)
        {
            reader.Fail($"{columns.Length} values instead of {values.Length}");
        }

        return columns.Zip(values, (column, value) => new Assignment(column, value));
    }

    /// <summary>Tells <c>(1, 2)</c> from <c>(1 + 2) * 3</c> and <c>(SELECT 1)</c>.</summary>
    private static bool IsRow(TokenReader reader)
    {
        if (!reader.Current.IsOperator("(") || reader.Ahead(1).IsWord("select") || reader.Ahead(1).IsWord("with"))
        {
            return false;
        }

        var (depth, commas, at) = (0, 0, 0);
        do
        {
            var token = reader.Ahead(at++);
            depth += token.IsOperator("(") ? 1 : token.IsOperator(")") ? -1 : 0;
            commas += depth == 1 && token.IsOperator(",") ? 1 : 0;
        }
        while (depth > 0 && reader.Ahead(at).Kind != SqlTokenKind.End);
        return commas > 0 || reader.Ahead(1).IsOperator(")");
    }

    /// <summary>Empty for a query that is more than VALUES.</summary>
    private static ImmutableArray<ImmutableArray<TextSpan>> Rows(TokenReader query)
    {
        if (!query.TryWords("values"))
        {
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TextSpan>>();
        do
        {
            rows.Add(Row(query));
        }
        while (query.TryOperator(",") && !query.AtEnd);
        return query is { AtEnd: true, Error: null } ? rows.ToImmutable() : [];
    }

    private static ImmutableArray<TextSpan> Row(TokenReader reader) =>
        reader.List(() => reader.Until(() => reader.Current.IsOperator(","), "a value"));

    private static bool IsByName(TokenReader reader)
    {
        if (reader.TryWords("by", "name"))
        {
            return true;
        }

        reader.TryWords("by", "position");
        return false;
    }

    /// <summary>Tells <c>(a, b) SELECT</c> from <c>(SELECT …)</c>.</summary>
    private static bool IsColumnList(TokenReader reader) =>
        reader.Current.IsOperator("(") && reader.Ahead(1).IsIdentifier
        && (reader.Ahead(2).IsOperator(",") || reader.Ahead(2).IsOperator(")"));

    private static bool IsTail(TokenReader reader) => reader.IsWords("where") || reader.IsWords("returning");

    public static TextSpan? Where(TokenReader reader) =>
        reader.TryWords("where") ? reader.Until(() => reader.IsWords("returning"), "a condition") : null;

    private static TextSpan? Returning(TokenReader reader)
    {
        TextSpan? span = reader.TryWords("returning") ? reader.Rest("columns") : null;
        if (!reader.AtEnd)
        {
            reader.Fail("the end of the statement");
        }

        return span;
    }
}
