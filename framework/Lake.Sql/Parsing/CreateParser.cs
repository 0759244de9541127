using Lake.Sql.Statements;

namespace Lake.Sql.Parsing;

/// <summary>CREATE TABLE, VIEW, SCHEMA and INDEX; other objects and temporary ones are the engine's own.</summary>
internal static class CreateParser
{
    public static SqlStatement Parse(TokenReader reader)
    {
        reader.ExpectWord("create");
        var orReplace = reader.TryWords("or", "replace");
        if (reader.TryWords("temp") || reader.TryWords("temporary"))
        {
            return StatementParser.Other(reader);
        }

        reader.TryWords("persistent");
        if (reader.TryWords("table"))
        {
            return Table(reader, orReplace);
        }

        if (reader.TryWords("view"))
        {
            return View(reader, orReplace);
        }

        if (reader.TryWords("schema"))
        {
            return Schema(reader);
        }

        var isUnique = reader.TryWords("unique");
        return reader.TryWords("index") ? Index(reader, isUnique) : StatementParser.Other(reader);
    }

    /// <summary>The columns are left out where there are expressions among them.</summary>
    private static CreateIndexStatement Index(TokenReader reader, bool isUnique)
    {
        var ifNotExists = reader.TryWords("if", "not", "exists");
        var name = reader.IsWords("on") ? (SqlName?)null : reader.Name("the index's name");
        reader.ExpectWord("on");
        var table = reader.Path("a table name");
        if (reader.TryWords("using"))
        {
            reader.Name("a kind of index");
        }

        var isPlain = reader.Tokens.SkipWhile(t => t.Span.Start <= reader.Current.Span.Start).All(t => t.IsIdentifier || t.IsOperator(",") || t.IsOperator(")"));
        return new CreateIndexStatement(reader.Span, name, table, isUnique, ifNotExists) { Columns = isPlain ? reader.NameList("a column name") : [] };
    }

    private static CreateSchemaStatement Schema(TokenReader reader)
    {
        var ifNotExists = reader.TryWords("if", "not", "exists");
        var statement = new CreateSchemaStatement(reader.Span, reader.Path("a schema name"), ifNotExists);
        ExpectEnd(reader);
        return statement;
    }

    private static CreateViewStatement View(TokenReader reader, bool orReplace)
    {
        var ifNotExists = reader.TryWords("if", "not", "exists");
        var name = reader.Path("a view name");
        var columns = reader.Current.IsOperator("(") ? reader.NameList("a column name") : [];
        reader.ExpectWord("as");
        return new CreateViewStatement(reader.Span, name, reader.Rest("a query"))
        {
            OrReplace = orReplace,
            IfNotExists = ifNotExists,
            Columns = columns,
        };
    }

    private static CreateTableStatement Table(TokenReader reader, bool orReplace)
    {
        var ifNotExists = reader.TryWords("if", "not", "exists");
        var statement = new CreateTableStatement(reader.Span, reader.Path("a table name"))
        {
            OrReplace = orReplace,
            IfNotExists = ifNotExists,
        };
        if (reader.Current.IsOperator("("))
        {
            var (columns, constraints) = ColumnParser.List(reader);
            statement = statement with { Columns = columns, Constraints = constraints };
        }

        while (!reader.AtEnd && !reader.IsWords("as"))
        {
            statement = Option(reader, statement);
        }

        if (reader.TryWords("as"))
        {
            return Query(reader, statement);
        }

        if (statement.Columns.IsEmpty)
        {
            reader.Fail("columns or AS");
        }

        return statement;
    }

    private static CreateTableStatement Option(TokenReader reader, CreateTableStatement statement)
    {
        if (reader.TryWords("partitioned", "by"))
        {
            return statement with { Partitioning = PropertyParser.PartitionTerms(reader) };
        }

        if (reader.TryWords("sorted", "by"))
        {
            return statement with { Sorting = PropertyParser.SortTerms(reader) };
        }

        if (reader.TryWords("with") || reader.TryWords("tblproperties"))
        {
            return statement with { Properties = [.. statement.Properties, .. PropertyParser.List(reader)] };
        }

        reader.Fail("PARTITIONED BY, SORTED BY, WITH, TBLPROPERTIES or AS");
        return statement;
    }

    private static CreateTableStatement Query(TokenReader reader, CreateTableStatement statement)
    {
        var span = reader.Until(() => reader.IsWords("with", "data") || reader.IsWords("with", "no", "data"), "a query");
        var withoutData = reader.TryWords("with", "no", "data");
        if (!withoutData)
        {
            reader.TryWords("with", "data");
        }

        ExpectEnd(reader);
        return statement with { Query = span, WithoutData = withoutData };
    }

    private static void ExpectEnd(TokenReader reader)
    {
        if (!reader.AtEnd)
        {
            reader.Fail("the end of the statement");
        }
    }
}
