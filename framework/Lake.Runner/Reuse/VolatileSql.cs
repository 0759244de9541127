using System.Text.RegularExpressions;

namespace Lake.Runner.Reuse;

/// <summary>Whether a query may give other rows although nothing that it reads has changed.</summary>
internal static partial class VolatileSql
{
    /// <summary>True also for words that only look like such a function: then the query runs once more than it had to.</summary>
    public static bool Mentions(string sql) => Words().IsMatch(sql) || Files().IsMatch(sql);

    [GeneratedRegex(
        @"\b(now|today|current_date|current_time|current_timestamp|get_current_time\w*|current_localtime\w*|localtime|localtimestamp|transaction_timestamp|statement_timestamp|clock_timestamp|age|random|rand|setseed|uuid|uuidv4|uuidv7|gen_random_uuid|nextval|currval|getvariable|current_setting|getenv|read_\w+|parquet_\w+|sniff_csv|glob|query|query_table|duckdb_\w+|pragma_\w+|information_schema|iceberg_\w+|tablesample|sample|attach)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    /// <summary>A file or address in place of a table: <c>from 'a.parquet'</c>.</summary>
    [GeneratedRegex(@"\b(from|join)\s*\(?\s*['$]|,\s*'[^']*\.(csv|parquet|json|ndjson|txt|gz|zst)'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Files();
}
