using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>What the statistics of a written file tell about rows that must not be published.</summary>
internal static class FileChecks
{
    public static void Check(StatementContext context, Table table, WrittenFile file)
    {
        foreach (var field in table.Schema.Fields)
        {
            if (!file.Columns.TryGetValue(SqlText.Identifier(field.Name), out var statistics))
            {
                continue;
            }

            if (field.Required && statistics.GetValueOrDefault("null_count", "0") != "0")
            {
                throw EngineRules.NotNull.Error(
                    Where(context), $"Column '{field.Name}' of '{table.Identifier}' must not be null, but rows without a value: {statistics["null_count"]}.", "fill it, or leave such rows out");
            }

            if (IsTime(field.Type) && (IsInfinite(statistics, "min") || IsInfinite(statistics, "max")))
            {
                throw EngineRules.InvalidValue.Error(
                    Where(context), $"Column '{field.Name}' holds an infinite date, which Iceberg tables cannot store.", "use NULL or a date far away");
            }
        }
    }

    public static Location Where(StatementContext context) => context.At(
        context.Statement.Tokens.IsEmpty ? context.Statement.Span : context.Statement.Tokens[0].Span);

    private static bool IsTime(IcebergType type) => type is PrimitiveType
    {
        Kind: PrimitiveKind.Date or PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz or PrimitiveKind.TimestampNs,
    };

    private static bool IsInfinite(IReadOnlyDictionary<string, string> statistics, string bound) =>
        statistics.TryGetValue(bound, out var value) && value.EndsWith("infinity", StringComparison.Ordinal);
}
