using System.Collections.Frozen;
using System.Text.Json;
using Lake.Engines.DuckDb.Connections;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Pruning;

/// <summary>
/// DuckDB's own plan of a query, with conditions pushed down to the scans: what names, aliases, views, joins and
/// subqueries mean is found out by the one who will run it.
/// </summary>
internal sealed class QueryPlans(DuckGate duck)
{
    private const int DeepestPlan = 1000;

    /// <summary>
    /// All that conditions need to reach the scans. The others go by what tables hold, which in the tables that are planned
    /// with is nothing.
    /// </summary>
    private const string Kept = "'expression_rewriter', 'filter_pullup', 'filter_pushdown', 'cte_filter_pusher', 'in_clause', 'cte_inlining', 'regex_range', 'deliminator'";

    /// <summary>Functions whose value differs from one statement to the next.</summary>
    private static readonly FrozenSet<string> Clock = FrozenSet.Create(
        StringComparer.Ordinal,
        "now", "today", "current_date", "current_time", "current_timestamp", "get_current_time", "get_current_timestamp", "transaction_timestamp",
        "localtime", "localtimestamp", "current_localtime", "current_localtimestamp", "age", "txid_current");

    private string? _disabled;

    /// <summary>Null for what DuckDB does not plan alone, such as a query with an error in it.</summary>
    /// <param name="holdsClock">Whether the query will run in the transaction that this one is planned in.</param>
    public JsonElement? Of(string query, bool holdsClock)
    {
        try
        {
            if (!holdsClock && (Plan(query, optimize: false) is not { } raw || HasClock(raw)))
            {
                return null;
            }

            var before = duck.Query("SELECT current_setting('disabled_optimizers')")[0][0] as string ?? "";
            _disabled ??= duck.Query($"SELECT string_agg(name, ',') FROM duckdb_optimizers() WHERE name NOT IN ({Kept})")[0][0] as string ?? "";
            duck.Run($"SET disabled_optimizers = {SqlText.Literal(_disabled)}");
            try
            {
                return Plan(query, optimize: true);
            }
            finally
            {
                duck.Run($"SET disabled_optimizers = {SqlText.Literal(before)}");
            }
        }
        catch (Exception error) when (error is DiagnosticException or JsonException)
        {
            // The query is run all the same, and tells what is wrong with it.
            return null;
        }
    }

    private JsonElement? Plan(string query, bool optimize)
    {
        var text = duck.Query($"SELECT json_serialize_plan({SqlText.Literal(query)}, skip_null := true, optimize := {(optimize ? "true" : "false")})::VARCHAR")[0][0] as string ?? "";
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestPlan });
        return document.RootElement.TryGetProperty("plans", out var plans) ? plans.Clone() : null;
    }

    private static bool HasClock(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Any(property =>
            property.Value.ValueKind == JsonValueKind.String
                ? property.NameEquals("name") && Clock.Contains(property.Value.GetString() ?? "")
                : HasClock(property.Value)),
        JsonValueKind.Array => node.EnumerateArray().Any(HasClock),
        _ => false,
    };
}
