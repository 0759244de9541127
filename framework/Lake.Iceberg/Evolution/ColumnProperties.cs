using System.Collections.Immutable;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Evolution;

/// <summary>Table properties that carry a column's name follow its renames and go when it is dropped.</summary>
internal static class ColumnProperties
{
    private static readonly ImmutableArray<string> Prefixes =
    [
        "write.metadata.metrics.column.", "write.parquet.bloom-filter-enabled.column.", "write.parquet.stats-enabled.column.",
    ];

    public static IEnumerable<TableUpdate> Follow(TableMetadata table, Schema schema)
    {
        var (removed, added) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (name, value) in table.Properties)
        {
            var prefix = Prefixes.FirstOrDefault(p => name.StartsWith(p, StringComparison.Ordinal));
            if (prefix is null || table.Schema.Find(name[prefix.Length..]) is not { } field)
            {
                continue;
            }

            var path = schema.PathOf(field.Id);
            if (path != name[prefix.Length..])
            {
                removed.Add(name);
                if (path is not null)
                {
                    added[prefix + path] = value;
                }
            }
        }

        if (removed.Count > 0)
        {
            yield return new RemoveProperties([.. removed]);
        }

        if (added.Count > 0)
        {
            yield return new SetProperties(added.ToImmutableSortedDictionary(StringComparer.Ordinal));
        }
    }
}
