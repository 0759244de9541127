using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>CREATE TABLE, VIEW and SCHEMA; other objects and temporary ones are the engine's own.</summary>
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

        return reader.TryWords("schema") ? Schema(reader) : StatementParser.Other(reader);
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
            statement = statement with { Columns = ColumnParser.List(reader) };
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

/// <summary>Column definitions.</summary>
internal static class ColumnParser
{
    private static readonly ImmutableHashSet<string> AfterType = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "not", "null", "default", "primary", "unique", "check", "references", "collate", "generated", "constraint", "using");

    private static readonly ImmutableHashSet<string> TableConstraints = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "primary", "unique", "check", "foreign", "constraint");

    /// <summary>Keys, checks and references are read over: Iceberg has no place for them.</summary>
    public static ImmutableArray<ColumnDefinition> List(TokenReader reader) =>
        [.. reader.List(() => Item(reader)).OfType<ColumnDefinition>()];

    public static ColumnDefinition Definition(TokenReader reader) => Attributes(reader, reader.Name("a column name"));

    /// <summary>The type and what follows it; a type is left out where a query tells it.</summary>
    public static ColumnDefinition Attributes(TokenReader reader, SqlName name)
    {
        var type = reader.Current.IsOperator(",") || reader.Current.IsOperator(")")
            ? new TextSpan(name.Span.End, 0)
            : Type(reader);
        var column = new ColumnDefinition(name, type, NotNull: false, Default: null);
        while (!reader.AtEnd && !reader.Current.IsOperator(",") && !reader.Current.IsOperator(")"))
        {
            column = Attribute(reader, column);
        }

        return column;
    }

    public static TextSpan Type(TokenReader reader) => reader.Until(() => IsAfterType(reader.Current), "a type");

    private static ColumnDefinition? Item(TokenReader reader)
    {
        var isConstraint = reader.Current.Kind == SqlTokenKind.Word && TableConstraints.Contains(reader.Current.Text)
            && (reader.Ahead(1).IsOperator("(") || reader.Ahead(1).IsWord("key") || reader.IsWords("constraint"));
        if (!isConstraint)
        {
            return Definition(reader);
        }

        reader.Until(() => reader.Current.IsOperator(","), "a constraint");
        return null;
    }

    private static ColumnDefinition Attribute(TokenReader reader, ColumnDefinition column)
    {
        if (reader.TryWords("not", "null"))
        {
            return column with { NotNull = true };
        }

        if (reader.TryWords("null"))
        {
            return column;
        }

        if (reader.TryWords("default"))
        {
            return column with { Default = reader.Until(() => IsAfterDefault(reader), "a value") };
        }

        reader.Next();
        if (!reader.AtEnd && !reader.Current.IsOperator(",") && !reader.Current.IsOperator(")"))
        {
            reader.Until(() => IsAfterType(reader.Current), "a constraint");
        }

        return column;
    }

    private static bool IsAfterDefault(TokenReader reader) =>
        reader.Current.IsOperator(",") || reader.IsWords("not", "null") || reader.IsWords("primary", "key")
        || reader.IsWords("unique") || reader.IsWords("check") || reader.IsWords("references");

    private static bool IsAfterType(SqlToken token) =>
        token.IsOperator(",") || (token.Kind == SqlTokenKind.Word && AfterType.Contains(token.Text));
}
