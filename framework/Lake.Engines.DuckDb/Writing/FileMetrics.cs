using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Transactions;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>DuckDB's statistics of a file by field id.</summary>
internal static class FileMetrics
{
    public static ColumnMetrics Of(Table table, WrittenFile file)
    {
        var sizes = ImmutableSortedDictionary.CreateBuilder<int, long>();
        var counts = ImmutableSortedDictionary.CreateBuilder<int, long>();
        var nulls = ImmutableSortedDictionary.CreateBuilder<int, long>();
        foreach (var (path, statistics) in file.Columns)
        {
            if (table.Schema.Find(string.Join('.', Mirrors.NameScan.Parts(path))) is { } field)
            {
                Add(sizes, field.Id, statistics, "column_size_bytes");
                Add(counts, field.Id, statistics, "num_values");
                Add(nulls, field.Id, statistics, "null_count");
            }
        }

        return new ColumnMetrics
        {
            ColumnSizes = sizes.ToImmutable(),
            ValueCounts = counts.ToImmutable(),
            NullValueCounts = nulls.ToImmutable(),
        };
    }

    private static void Add(
        ImmutableSortedDictionary<int, long>.Builder target, int id, IReadOnlyDictionary<string, string> statistics, string key)
    {
        if (statistics.TryGetValue(key, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var number))
        {
            target[id] = number;
        }
    }
}
