using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>Column definitions, and the constraints between them.</summary>
internal static class ColumnParser
{
    private static readonly ImmutableHashSet<string> AfterType = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "not", "null", "default", "primary", "unique", "check", "references", "collate", "generated", "as", "constraint", "using");

    public static (ImmutableArray<ColumnDefinition> Columns, ImmutableArray<TableConstraint> Constraints) List(TokenReader reader)
    {
        var constraints = ImmutableArray.CreateBuilder<TableConstraint>();
        var columns = reader.List(() =>
        {
            if (!ConstraintParser.IsNext(reader))
            {
                return Definition(reader);
            }

            constraints.Add(ConstraintParser.OfTable(reader));
            return null;
        });
        return ([.. columns.OfType<ColumnDefinition>()], constraints.ToImmutable());
    }

    public static ColumnDefinition Definition(TokenReader reader) => Attributes(reader, reader.Name("a column name"));

    /// <summary>The type and what follows it; a type is left out where a query tells it.</summary>
    public static ColumnDefinition Attributes(TokenReader reader, SqlName name)
    {
        var type = IsEnd(reader) || reader.IsWords("as") || reader.IsWords("generated", "always") ? new TextSpan(name.Span.End, 0) : Type(reader);
        var column = new ColumnDefinition(name, type, NotNull: false, Default: null);
        while (!IsEnd(reader))
        {
            column = Attribute(reader, column);
        }

        return column;
    }

    public static TextSpan Type(TokenReader reader) => reader.Until(() => IsAfterType(reader.Current), "a type");

    private static bool IsEnd(TokenReader reader) => reader.AtEnd || reader.Current.IsOperator(",") || reader.Current.IsOperator(")");

    private static ColumnDefinition Attribute(TokenReader reader, ColumnDefinition column)
    {
        var name = reader.TryWords("constraint") ? reader.Name("a name") : (SqlName?)null;
        if (reader.TryWords("not", "null"))
        {
            return column with { NotNull = true };
        }

        if (reader.TryWords("null"))
        {
            return column;
        }

        return reader.TryWords("default")
            ? column with { Default = reader.Until(() => IsAfterDefault(reader), "a value") }
            : column with { Constraints = column.Constraints.Add(ConstraintParser.OfColumn(reader, name, column.Name, IsAfterType)) };
    }

    private static bool IsAfterDefault(TokenReader reader) =>
        reader.Current.IsOperator(",") || reader.IsWords("not", "null") || reader.IsWords("primary", "key")
        || reader.IsWords("unique") || reader.IsWords("check") || reader.IsWords("references") || reader.IsWords("constraint");

    private static bool IsAfterType(SqlToken token) =>
        token.IsOperator(",") || (token.Kind == SqlTokenKind.Word && AfterType.Contains(token.Text));
}
