using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Catalogs;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>Holds rows to the CHECK constraints of their table while they are written.</summary>
internal static class RowChecks
{
    private const string Marker = "lake-check:";

    /// <summary>The same rows; the query fails at the first that breaks a constraint.</summary>
    public static SqlComposer Of(Table table, SqlComposer query)
    {
        var checks = ConstraintProperties.Checks(table.Metadata.Properties)
            .Select(check => $"CASE WHEN {Holds(check.Condition)} THEN true ELSE error({SqlText.Literal(Marker + check.Name)}) END")
            .ToList();
        return checks.Count == 0
            ? query
            : new SqlComposer(query.Source).Add("SELECT * FROM (").Append(query).Add($"\n) AS __lake_unchecked WHERE {string.Join(" AND ", checks)}");
    }

    /// <summary>As SQL has it, a condition that is neither true nor false holds.</summary>
    public static string Holds(string condition) => $"coalesce(CAST(({condition}\n) AS BOOLEAN), true)";

    /// <summary>Says which constraint a row has broken; gives back any other error as it is.</summary>
    public static DiagnosticException Explain(StatementContext context, Table table, DiagnosticException error)
    {
        var message = error.Diagnostic.Message;
        var at = message.IndexOf(Marker, StringComparison.Ordinal);
        var check = at < 0
            ? default
            : ConstraintProperties.Checks(table.Metadata.Properties).FirstOrDefault(c => message[(at + Marker.Length)..].StartsWith(c.Name, StringComparison.Ordinal));
        return check.Name is null ? error : new DiagnosticException(Broken(context, table, check.Name, check.Condition), error);
    }

    public static Diagnostic Broken(StatementContext context, Table table, string name, string condition) => EngineRules.ConstraintViolation.At(
        FileChecks.Where(context),
        $"A row of '{table.Identifier}' breaks the constraint '{name}': CHECK ({condition.Trim()}).",
        "mend the row or leave it out; ALTER TABLE … DROP CONSTRAINT ends the constraint");
}
