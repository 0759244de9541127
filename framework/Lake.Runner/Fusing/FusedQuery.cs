using System.Collections.Immutable;
using System.Globalization;

namespace Lake.Runner.Fusing;

/// <summary>One statement for the tests of one relation, with a column for each: zero when its query gives no rows.</summary>
public static class FusedQuery
{
    /// <param name="relation">As the tests' queries name it.</param>
    /// <param name="queries">The compiled tests.</param>
    public static string Of(string relation, ImmutableArray<string> queries)
    {
        var counts = queries.Select(sql => TestShape.AggregateOf(sql, relation)).ToList();
        var columns = queries.Select((sql, i) => string.Create(CultureInfo.InvariantCulture, $"{counts[i] ?? $"(select count(*) from (\n{sql}\n) test_{i})"} as failures_{i}"));
        return $"select\n  {string.Join(",\n  ", columns)}{(counts.Exists(c => c is not null) ? $"\nfrom {relation}" : "")}";
    }
}
