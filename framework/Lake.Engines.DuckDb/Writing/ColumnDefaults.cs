using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// DEFAULT of columns, for rows that are written here. Tables of format 3 have a place for it, where other writers find
/// it, as long as it is a constant; else a property of the table keeps the expression under the column's name.
/// </summary>
internal static class ColumnDefaults
{
    private const string Prefix = "lake.default.";
    private const int FirstWithDefaults = 3;

    public static string PropertyOf(string column) => Prefix + column;

    /// <summary>What a row gets that is written without a value for the column, in the column's type.</summary>
    public static string ValueOf(LakeTable table, NestedField column) => ValueOf(table.Table.Metadata.Properties, column);

    public static string ValueOf(ImmutableSortedDictionary<string, string> properties, NestedField column)
    {
        var type = TypeMapping.ToDuckDb(column.Type);
        return properties.TryGetValue(PropertyOf(column.Name), out var expression)
            ? $"CAST(({expression}\n) AS {type})"
            : $"CAST({DefaultValue.OfNewRows(column)} AS {type})";
    }

    /// <summary>All such properties of a table.</summary>
    public static IEnumerable<string> In(ImmutableSortedDictionary<string, string> properties) =>
        properties.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>The JSON under which the table's schema can keep a default; null where a property has to.</summary>
    public static string? Constant(StatementContext context, TextSpan value, IcebergType of, int formatVersion) =>
        formatVersion >= FirstWithDefaults && of is PrimitiveType type && IsConstant(context.Source.GetText(value))
            && context.Duck.Query(new SqlComposer(context.Source).Add("SELECT CAST(CAST((").Copy(value).Add($"\n) AS {TypeMapping.ToDuckDb(type)}) AS VARCHAR)"), value) is [[string text]]
            && SingleValue.Parse(type, text) is { } constant
                ? SingleValue.ToJson(type, constant)
                : null;

    /// <summary>Literals, casts and operators. What calls something may give another value tomorrow.</summary>
    private static bool IsConstant(string expression)
    {
        var tokens = SqlLexer.Tokenize(new SourceFile("default", expression)).Tokens;
        return !tokens.Where((token, i) => token.IsIdentifier && !IsPartOfConstant(tokens, i)).Any();
    }

    private static bool IsPartOfConstant(IReadOnlyList<SqlToken> tokens, int i) =>
        tokens[i].IsWord("true") || tokens[i].IsWord("false") || tokens[i].IsWord("cast") || tokens[i].IsWord("as")
        || (i > 0 && (tokens[i - 1].IsOperator("::") || tokens[i - 1].IsWord("as")))
        || (i + 1 < tokens.Count && tokens[i + 1].Kind == SqlTokenKind.String);
}
