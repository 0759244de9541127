using System.Collections.Immutable;
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
        var text => [new Hook(text.ToString() ?? "")],
    };

    /// <summary>The form of the manifest: <c>sql</c>, <c>transaction</c>, <c>index</c>.</summary>
    internal static ValueMap Normalized(object? hook) => hook switch
    {
        ValueMap map => new ValueMap(
        [
            new("sql", map.Find("sql")), new("transaction", map.Find("transaction") ?? true), new("index", map.Find("index")),
        ]),
        _ => new ValueMap([new("sql", PlainValues.Text(hook)), new("transaction", true), new("index", null)]),
    };
}
