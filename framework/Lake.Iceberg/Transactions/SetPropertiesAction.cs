using System.Collections.Immutable;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

internal sealed class SetPropertiesAction(ImmutableSortedDictionary<string, string> updates, ImmutableArray<string> removals)
    : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        if (updates.TryGetValue(TableProperties.FormatVersion, out var version))
        {
            Upgrade(table, TableProperties.ReadFormatVersion(version));
        }

        var changed = TableProperties.WithoutReserved(updates)
            .Where(u => !table.Metadata.Properties.TryGetValue(u.Key, out var old) || old != u.Value)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (!changed.IsEmpty)
        {
            table.Add(new SetProperties(changed));
        }

        var gone = removals.Where(table.Metadata.Properties.ContainsKey).ToImmutableArray();
        if (!gone.IsEmpty)
        {
            table.Add(new RemoveProperties(gone));
        }
    }

    private static void Upgrade(StagedTable table, int version)
    {
        if (version != table.Metadata.FormatVersion)
        {
            table.Add(new UpgradeFormatVersion(version));
        }
    }
}
