using System.Collections.Immutable;
using System.Text.Json;
using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <param name="Sql">With its Jinja; rendered when it runs.</param>
/// <param name="Transaction">False: run outside the materialization's transaction.</param>
public sealed record Hook(string Sql, bool Transaction = true)
{
    internal static ImmutableArray<Hook> Read(object? value) => value switch
    {
        null => [],
        ValueList list => [.. list.SelectMany(item => Read(item))],
        ValueMap map => [new Hook(map.Find("sql") as string ?? "", map.Find("transaction") is not false)],
        string text when Written(text) is { } map => Read(map),
        var text => [new Hook(text.ToString() ?? "")],
    };

    /// <summary>A hook as JSON, which <c>after_commit</c> and its like give; null for SQL.</summary>
    private static ValueMap? Written(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{\""))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return ValueMap.Of(
                ("sql", root.TryGetProperty("sql", out var sql) ? sql.GetString() : null),
                ("transaction", !root.TryGetProperty("transaction", out var inside) || inside.ValueKind != JsonValueKind.False));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The form of the manifest: <c>sql</c>, <c>transaction</c>, <c>index</c>.</summary>
    internal static ValueMap Normalized(object? hook) => hook switch
    {
        ValueMap map => new ValueMap(
        [
            new("sql", map.Find("sql")), new("transaction", map.Find("transaction") ?? true), new("index", map.Find("index")),
        ]),
        string text when Written(text) is { } map => Normalized(map),
        _ => new ValueMap([new("sql", PlainValues.Text(hook)), new("transaction", true), new("index", null)]),
    };
}
