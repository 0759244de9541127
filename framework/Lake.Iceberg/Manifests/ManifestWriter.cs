using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>Writes a manifest of the table's format version, 2 or 3.</summary>
internal sealed class ManifestWriter(TableMetadata table, PartitionSpec spec, bool isDeletes, long snapshotId)
{
    private readonly ImmutableArray<PrimitiveType> _types =
    [
        .. spec.Fields.Select(f => table.FieldById(f.SourceId)?.Type is PrimitiveType source ? f.Transform.ResultType(source) : PrimitiveType.String),
    ];

    /// <summary>The row for the manifest list, whose sequence number is filled in later: <see cref="ManifestFile.SequenceNumber"/> is -1.</summary>
    /// <param name="entries">At least one.</param>
    public ManifestFile Write(IFileIO io, string location, IReadOnlyList<ManifestEntry> entries)
    {
        if (spec.Fields.FirstOrDefault(f => !f.Transform.IsWritable) is { } unknown)
        {
            throw IcebergRules.UnsupportedTransform.Error(
                null, $"The table is partitioned by '{unknown.Transform}', which is not supported for writing.", "write to it with another engine");
        }

        var file = new AvroFileWriter(ManifestSchema.Write(spec, _types, table.FormatVersion), KeyValues());
        foreach (var entry in entries)
        {
            file.Append(avro => Entry(avro, entry));
        }

        var bytes = file.Finish();
        io.Write(location, bytes, durable: false);
        return Describe(location, bytes.Length, entries);
    }

    private ManifestFile Describe(string location, long length, IReadOnlyList<ManifestEntry> entries)
    {
        var explicitNumbers = entries.Where(e => e.IsLive && e.SequenceNumber is not null).Select(e => e.SequenceNumber.GetValueOrDefault()).ToList();
        return new ManifestFile
        {
            Path = location,
            Length = length,
            SpecId = spec.SpecId,
            IsDeletes = isDeletes,
            SequenceNumber = -1,
            MinSequenceNumber = explicitNumbers.Count > 0 ? explicitNumbers.Min() : -1,
            AddedSnapshotId = snapshotId,
            AddedFiles = entries.Count(e => e.Status == EntryStatus.Added),
            ExistingFiles = entries.Count(e => e.Status == EntryStatus.Existing),
            DeletedFiles = entries.Count(e => e.Status == EntryStatus.Deleted),
            AddedRows = entries.Where(e => e.Status == EntryStatus.Added).Sum(e => e.File.RecordCount),
            ExistingRows = entries.Where(e => e.Status == EntryStatus.Existing).Sum(e => e.File.RecordCount),
            DeletedRows = entries.Where(e => e.Status == EntryStatus.Deleted).Sum(e => e.File.RecordCount),
            Partitions = PartitionSummary.Of(_types, entries.Select(e => e.File.Partition)),
        };
    }

    private KeyValuePair<string, string>[] KeyValues() =>
    [
        new("schema", SchemaJson.Write(table.Schema)),
        new("schema-id", table.CurrentSchemaId.ToString(CultureInfo.InvariantCulture)),
        new("partition-spec", PartitionSpecJson.WriteFields(spec)),
        new("partition-spec-id", spec.SpecId.ToString(CultureInfo.InvariantCulture)),
        new("format-version", table.FormatVersion.ToString(CultureInfo.InvariantCulture)),
        new("content", isDeletes ? "deletes" : "data"),
    ];

    private void Entry(AvroEncoder avro, ManifestEntry entry)
    {
        avro.Long((int)entry.Status);
        avro.OptionalLong(entry.SnapshotId);
        avro.OptionalLong(entry.SequenceNumber);
        avro.OptionalLong(entry.FileSequenceNumber);
        var file = entry.File;
        avro.Long((int)file.Content);
        avro.String(file.Path);
        avro.String(file.Format);
        for (var i = 0; i < _types.Length; i++)
        {
            PartitionValue(avro, _types[i], file.Partition[i]);
        }

        avro.Long(file.RecordCount);
        avro.Long(file.FileSizeInBytes);
        var metrics = file.Metrics;
        Counts(avro, metrics.ColumnSizes);
        Counts(avro, metrics.ValueCounts);
        Counts(avro, metrics.NullValueCounts);
        Counts(avro, metrics.NanValueCounts);
        Bounds(avro, metrics.LowerBounds);
        Bounds(avro, metrics.UpperBounds);
        if (avro.Optional(file.KeyMetadata is not null))
        {
            avro.Bytes(file.KeyMetadata);
        }

        if (avro.Optional(!file.SplitOffsets.IsEmpty))
        {
            avro.Array(file.SplitOffsets, avro.Long);
        }

        if (avro.Optional(!file.EqualityIds.IsEmpty))
        {
            avro.Array(file.EqualityIds, id => avro.Long(id));
        }

        avro.OptionalLong(file.SortOrderId);
        if (table.FormatVersion >= 3)
        {
            avro.OptionalLong(file.FirstRowId);
        }

        if (avro.Optional(file.ReferencedDataFile is not null))
        {
            avro.String(file.ReferencedDataFile ?? "");
        }

        if (table.FormatVersion >= 3)
        {
            avro.OptionalLong(file.ContentOffset);
            avro.OptionalLong(file.ContentSizeInBytes);
        }
    }

    private static void Counts(AvroEncoder avro, ImmutableSortedDictionary<int, long> counts)
    {
        if (avro.Optional(!counts.IsEmpty))
        {
            avro.Array(counts, pair =>
            {
                avro.Long(pair.Key);
                avro.Long(pair.Value);
            });
        }
    }

    private static void Bounds(AvroEncoder avro, ImmutableSortedDictionary<int, byte[]> bounds)
    {
        if (avro.Optional(!bounds.IsEmpty))
        {
            avro.Array(bounds, pair =>
            {
                avro.Long(pair.Key);
                avro.Bytes(pair.Value);
            });
        }
    }

    private static void PartitionValue(AvroEncoder avro, PrimitiveType type, object? value)
    {
        if (!avro.Optional(value is not null))
        {
            return;
        }

        switch (value)
        {
            case bool b:
                avro.Boolean(b);
                break;
            case int i:
                avro.Long(i);
                break;
            case long l:
                avro.Long(l);
                break;
            case float f:
                avro.Float(f);
                break;
            case double d:
                avro.Double(d);
                break;
            case string s:
                avro.String(s);
                break;
            case Guid g:
                avro.Raw(g.ToByteArray(bigEndian: true));
                break;
            case BigInteger n:
                avro.Raw(Padded(n, ManifestSchema.DecimalBytes(type.Precision)));
                break;
            case byte[] bytes when type.Kind == PrimitiveKind.Fixed:
                avro.Raw(bytes);
                break;
            case byte[] bytes:
                avro.Bytes(bytes);
                break;
        }
    }

    private static byte[] Padded(BigInteger value, int length)
    {
        var digits = value.ToByteArray(isUnsigned: false, isBigEndian: true);
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        digits.CopyTo(bytes, length - digits.Length);
        return bytes;
    }
}
