using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Metadata;

/// <summary>Applies updates one after another. An update that the table's state forbids fails with a diagnostic.</summary>
public sealed class TableMetadataBuilder
{
    private readonly TableMetadata? _base;
    private readonly HashSet<long> _addedSnapshots = [];
    private readonly HashSet<long> _passingSnapshots = [];
    private int _lastSchema = TableUpdate.LastAdded;
    private int _lastSpec = TableUpdate.LastAdded;
    private int _lastOrder = TableUpdate.LastAdded;

    /// <param name="current">Null to build a new table.</param>
    public TableMetadataBuilder(TableMetadata? current)
    {
        _base = current;
        Metadata = current ?? Nothing;
    }

    /// <summary>What a new table begins as.</summary>
    public static TableMetadata Nothing { get; } = new() { TableUuid = "", Location = "", PartitionSpecs = [], SortOrders = [] };

    /// <summary>The state after the updates so far.</summary>
    public TableMetadata Metadata { get; private set; }

    public void Apply(TableUpdate update) => Metadata = update switch
    {
        AssignUuid u => Metadata with { TableUuid = u.Uuid },
        UpgradeFormatVersion u => Upgrade(u.FormatVersion),
        SetLocation u => Metadata with { Location = u.Location.TrimEnd('/') },
        AddSchema u => Add(u),
        SetCurrentSchema u => Metadata with { CurrentSchemaId = Known(u.SchemaId, _lastSchema, Metadata.Schemas.Any(s => s.SchemaId == u.SchemaId), "schema") },
        AddPartitionSpec u => Add(u.Spec),
        SetDefaultSpec u => Metadata with { DefaultSpecId = Known(u.SpecId, _lastSpec, Metadata.PartitionSpecs.Any(s => s.SpecId == u.SpecId), "partition spec") },
        AddSortOrder u => Add(u.SortOrder),
        SetDefaultSortOrder u => Metadata with { DefaultSortOrderId = Known(u.SortOrderId, _lastOrder, Metadata.SortOrders.Any(s => s.OrderId == u.SortOrderId), "sort order") },
        AddSnapshot u => Add(u.Snapshot),
        SetSnapshotRef u => SetRef(u.Name, u.Ref),
        RemoveSnapshotRef u => RemoveRef(u.Name),
        RemoveSnapshots u => Remove(u.SnapshotIds.ToHashSet()),
        SetProperties u => Metadata with { Properties = Metadata.Properties.SetItems(u.Updates) },
        RemoveProperties u => Metadata with { Properties = Metadata.Properties.RemoveRange(u.Removals) },
        SetStatistics u => Metadata with { Statistics = Replace(Metadata.Statistics, u.Statistics) },
        RemoveStatistics u => Metadata with { Statistics = Metadata.Statistics.RemoveAll(s => s.SnapshotId == u.SnapshotId) },
        SetPartitionStatistics u => Metadata with { PartitionStatistics = Replace(Metadata.PartitionStatistics, u.Statistics) },
        RemovePartitionStatistics u => Metadata with { PartitionStatistics = Metadata.PartitionStatistics.RemoveAll(s => s.SnapshotId == u.SnapshotId) },
        RemovePartitionSpecs u => RemoveSpecs(u.SpecIds),
        RemoveSchemas u => RemoveSchemas(u.SchemaIds),
        _ => throw new ArgumentException($"{update.GetType().Name} is not an update of a table."),
    };

    /// <summary>The finished metadata: logs brought up to date, the time set.</summary>
    /// <param name="previousLocation">The metadata file that this one follows.</param>
    public TableMetadata Build(string? previousLocation, long nowMs)
    {
        var passing = _passingSnapshots.Where(id => id != Metadata.CurrentSnapshotId).ToHashSet();
        var updated = Math.Max(nowMs, Metadata.LastUpdatedMs);
        var result = Metadata with
        {
            // Tables of format 1 may have been made without one.
            TableUuid = Metadata.TableUuid.Length > 0 ? Metadata.TableUuid : Guid.NewGuid().ToString(),
            LastUpdatedMs = updated,
            SnapshotLog = [.. Metadata.SnapshotLog.Where(e => !passing.Contains(e.SnapshotId))],
        };
        if (_base is null || previousLocation is null)
        {
            return result;
        }

        var kept = result.Properties.TryGetValue("write.metadata.previous-versions-max", out var text)
            && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var n) && n > 0 ? n : 100;
        var log = result.MetadataLog.Add(new MetadataLogEntry(_base.LastUpdatedMs, previousLocation));
        return result with { MetadataLog = log.Length > kept ? log.RemoveRange(0, log.Length - kept) : log };
    }

    private static int Known(int id, int lastAdded, bool exists, string what) =>
        id == TableUpdate.LastAdded && lastAdded >= 0 ? lastAdded
        : exists ? id
        : throw IcebergRules.InvalidChange.Error(null, $"The table has no {what} {id}.");

    private TableMetadata Upgrade(int version) => version < Metadata.FormatVersion && _base is not null
        ? throw IcebergRules.InvalidChange.Error(null, $"The table has format version {Metadata.FormatVersion}; it cannot go back to {version}.")
        : Metadata with { FormatVersion = version, NextRowId = version >= 3 ? Metadata.NextRowId ?? 0 : null };

    private TableMetadata Add(AddSchema update)
    {
        var same = Metadata.Schemas.FirstOrDefault(s => s.HasSameColumns(update.Schema));
        _lastSchema = same?.SchemaId ?? (Metadata.Schemas.IsEmpty ? 0 : Metadata.Schemas.Max(s => s.SchemaId) + 1);
        return Metadata with
        {
            Schemas = same is null ? Metadata.Schemas.Add(update.Schema.WithId(_lastSchema)) : Metadata.Schemas,
            LastColumnId = Math.Max(Metadata.LastColumnId, Math.Max(update.LastColumnId, update.Schema.HighestFieldId)),
        };
    }

    private TableMetadata Add(PartitionSpec spec)
    {
        var same = Metadata.PartitionSpecs.FirstOrDefault(s => s.IsCompatibleWith(spec));
        _lastSpec = same?.SpecId ?? (Metadata.PartitionSpecs.IsEmpty ? 0 : Metadata.PartitionSpecs.Max(s => s.SpecId) + 1);
        return same is not null ? Metadata : Metadata with
        {
            PartitionSpecs = Metadata.PartitionSpecs.Add(spec with { SpecId = _lastSpec }),
            LastPartitionId = spec.Fields.Select(f => f.FieldId).Append(Metadata.LastPartitionId).Max(),
        };
    }

    private TableMetadata Add(SortOrder order)
    {
        var same = Metadata.SortOrders.FirstOrDefault(s => s.Fields.SequenceEqual(order.Fields));
        _lastOrder = same?.OrderId
            ?? (order.Fields.IsEmpty ? 0 : Metadata.SortOrders.Select(s => s.OrderId).Append(0).Max() + 1);
        return same is not null ? Metadata : Metadata with { SortOrders = Metadata.SortOrders.Add(order with { OrderId = _lastOrder }) };
    }

    private TableMetadata Add(Snapshot snapshot)
    {
        if (Metadata.SnapshotById(snapshot.SnapshotId) is not null)
        {
            throw IcebergRules.CommitConflict.Error(null, $"The table has already a snapshot {snapshot.SnapshotId}.");
        }

        if (Metadata.FormatVersion >= 2 && snapshot.SequenceNumber <= Metadata.LastSequenceNumber)
        {
            throw IcebergRules.CommitConflict.Error(
                null, $"The table has moved on to sequence number {Metadata.LastSequenceNumber}.", "run the statement again");
        }

        _addedSnapshots.Add(snapshot.SnapshotId);
        return Metadata with
        {
            Snapshots = Metadata.Snapshots.Add(snapshot),
            LastSequenceNumber = Math.Max(Metadata.LastSequenceNumber, snapshot.SequenceNumber),
            LastUpdatedMs = Math.Max(Metadata.LastUpdatedMs, snapshot.TimestampMs),
            NextRowId = Metadata.NextRowId is { } next ? next + (snapshot.AddedRows ?? 0) : null,
        };
    }

    private TableMetadata SetRef(string name, SnapshotRef reference)
    {
        var snapshot = Metadata.SnapshotById(reference.SnapshotId)
            ?? throw IcebergRules.NoSuchSnapshot.Error(null, $"The table has no snapshot {reference.SnapshotId} for '{name}' to point to.");
        var refs = Metadata.Refs.SetItem(name, reference);
        if (name != SnapshotRef.Main)
        {
            return Metadata with { Refs = refs };
        }

        if (!reference.IsBranch)
        {
            throw IcebergRules.InvalidChange.Error(null, "'main' must be a branch.");
        }

        if (Metadata.CurrentSnapshotId == reference.SnapshotId)
        {
            return Metadata with { Refs = refs };
        }

        if (_addedSnapshots.Contains(snapshot.SnapshotId))
        {
            _passingSnapshots.Add(snapshot.SnapshotId);
        }

        var time = _addedSnapshots.Contains(snapshot.SnapshotId)
            ? snapshot.TimestampMs
            : Math.Max(Metadata.LastUpdatedMs, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        return Metadata with
        {
            Refs = refs,
            CurrentSnapshotId = snapshot.SnapshotId,
            LastUpdatedMs = Math.Max(Metadata.LastUpdatedMs, time),
            SnapshotLog = Metadata.SnapshotLog.Add(new SnapshotLogEntry(time, snapshot.SnapshotId)),
        };
    }

    private TableMetadata RemoveRef(string name) => Metadata with
    {
        Refs = Metadata.Refs.Remove(name),
        CurrentSnapshotId = name == SnapshotRef.Main ? null : Metadata.CurrentSnapshotId,
    };

    private TableMetadata Remove(HashSet<long> ids)
    {
        // Whoever removes snapshots on purpose has removed their refs before; any other ref is another writer's.
        if (Metadata.Refs.FirstOrDefault(r => ids.Contains(r.Value.SnapshotId)) is { Key: { } name })
        {
            throw IcebergRules.CommitConflict.Error(null, $"'{name}' points to a snapshot that is to be removed.", "run it again");
        }

        return WithoutSnapshots(ids);
    }

    private TableMetadata WithoutSnapshots(HashSet<long> ids) => Metadata with
    {
        Snapshots = [.. Metadata.Snapshots.Where(s => !ids.Contains(s.SnapshotId))],
        Statistics = Metadata.Statistics.RemoveAll(s => ids.Contains(s.SnapshotId)),
        PartitionStatistics = Metadata.PartitionStatistics.RemoveAll(s => ids.Contains(s.SnapshotId)),
        SnapshotLog = [.. AfterLastRemoved(Metadata.SnapshotLog, ids)],
    };

    private static ImmutableArray<RawStatistics> Replace(ImmutableArray<RawStatistics> all, RawStatistics one) =>
        all.RemoveAll(s => s.SnapshotId == one.SnapshotId).Add(one);

    private TableMetadata RemoveSpecs(ImmutableArray<int> ids) => ids.Contains(Metadata.DefaultSpecId)
        ? throw IcebergRules.InvalidChange.Error(null, $"The partition spec {Metadata.DefaultSpecId} is in use.")
        : Metadata with { PartitionSpecs = Metadata.PartitionSpecs.RemoveAll(s => ids.Contains(s.SpecId)) };

    private TableMetadata RemoveSchemas(ImmutableArray<int> ids) => ids.Contains(Metadata.CurrentSchemaId)
        ? throw IcebergRules.InvalidChange.Error(null, $"The schema {Metadata.CurrentSchemaId} is in use.")
        : Metadata with { Schemas = Metadata.Schemas.RemoveAll(s => ids.Contains(s.SchemaId)) };

    /// <summary>History before a removed snapshot cannot be told truly any more, so it goes too.</summary>
    private static IEnumerable<SnapshotLogEntry> AfterLastRemoved(ImmutableArray<SnapshotLogEntry> log, HashSet<long> ids)
    {
        var last = log.Select((e, i) => ids.Contains(e.SnapshotId) ? i : -1).Append(-1).Max();
        return log.Skip(last + 1);
    }
}
