using System.Collections.Immutable;
using System.Globalization;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>Table properties and partition terms, which CREATE TABLE and ALTER TABLE share.</summary>
internal static class PropertyParser
{
    /// <summary><c>('key' = 'value', key = 5)</c>.</summary>
    public static ImmutableArray<TableProperty> List(TokenReader reader) => reader.List(() => Property(reader));

    public static ImmutableArray<string> Keys(TokenReader reader) => reader.List(() => Key(reader).Text);

    public static ImmutableArray<PartitionTerm> PartitionTerms(TokenReader reader) => reader.List(() => Term(reader));

    public static ImmutableArray<SortTerm> SortTerms(TokenReader reader) => reader.List(() =>
    {
        var term = Term(reader);
        var descending = reader.TryWords("desc");
        _ = descending || reader.TryWords("asc");
        bool? nullsFirst = reader.TryWords("nulls", "first") ? true : reader.TryWords("nulls", "last") ? false : null;
        return new SortTerm(term, descending, nullsFirst);
    });

    private static TableProperty Property(TokenReader reader)
    {
        var (key, start) = Key(reader);
        if (!reader.TryOperator("=") && !reader.TryOperator(":"))
        {
            reader.Fail("'='");
        }

        var sign = reader.TryOperator("-") ? "-" : "";
        var token = reader.Current;
        if (token.Kind is not (SqlTokenKind.String or SqlTokenKind.Number or SqlTokenKind.Word))
        {
            reader.Fail("a value");
        }

        reader.Next();
        var value = token.Kind == SqlTokenKind.String ? SqlText.Unquote(token.Text) : sign + token.Text;
        return new TableProperty(key, value, TextSpan.Cover(start, token.Span));
    }

    private static (string Text, TextSpan Span) Key(TokenReader reader)
    {
        var span = reader.Current.Span;
        return reader.Current.Kind == SqlTokenKind.String
            ? (reader.Text("a property"), span)
            : (reader.Path("a property").ToString(), span);
    }

    private static PartitionTerm Term(TokenReader reader)
    {
        var start = reader.Current.Span;
        if (!reader.Ahead(1).IsOperator("("))
        {
            var column = reader.Path("a column");
            return new PartitionTerm("identity", null, column, column.Span);
        }

        var transform = reader.Name("a transform").Text.ToLowerInvariant();
        reader.ExpectOperator("(");
        var argument = Number(reader);
        if (argument is not null)
        {
            reader.ExpectOperator(",");
        }

        var source = reader.Path("a column");
        if (argument is null && reader.TryOperator(","))
        {
            argument = Number(reader);
        }

        var end = reader.Current.Span;
        reader.ExpectOperator(")");
        return new PartitionTerm(transform, argument, source, TextSpan.Cover(start, end));
    }

    /// <summary>The argument stands before the column as in Spark or behind it as in Trino.</summary>
    private static int? Number(TokenReader reader)
    {
        if (reader.Current.Kind != SqlTokenKind.Number)
        {
            return null;
        }

        if (!int.TryParse(reader.Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            reader.Fail("a whole number");
        }

        reader.Next();
        return number;
    }
}
