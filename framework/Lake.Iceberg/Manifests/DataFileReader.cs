using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Manifests;

/// <summary>Turns the <c>data_file</c> records of one manifest into data files.</summary>
internal sealed class DataFileReader(PartitionSpec spec, TableMetadata table)
{
    private readonly ImmutableArray<PrimitiveType> _types =
    [
        .. spec.Fields.Select(f => table.FieldById(f.SourceId)?.Type is PrimitiveType source ? f.Transform.ResultType(source) : PrimitiveType.String),
    ];

    public DataFile Read(AvroRecord row)
    {
        var content = row.GetInt(134, "content") ?? 0;
        return new DataFile
        {
            Content = content is >= 0 and <= 2 ? (FileContent)content : throw new InvalidDataException($"a file has the unknown content {content}"),
            Path = row.GetString(100, "file_path") ?? throw new InvalidDataException("a file has no path"),
            Format = (row.GetString(101, "file_format") ?? DataFile.Parquet).ToUpperInvariant(),
            SpecId = spec.SpecId,
            Partition = Partition(row.GetRecord(102, "partition")),
            RecordCount = row.GetLong(103, "record_count") ?? throw new InvalidDataException("a file has no record count"),
            FileSizeInBytes = row.GetLong(104, "file_size_in_bytes") ?? 0,
            Metrics = new ColumnMetrics
            {
                ColumnSizes = Counts(row.GetList(108, "column_sizes"), 117, 118),
                ValueCounts = Counts(row.GetList(109, "value_counts"), 119, 120),
                NullValueCounts = Counts(row.GetList(110, "null_value_counts"), 121, 122),
                NanValueCounts = Counts(row.GetList(137, "nan_value_counts"), 138, 139),
                LowerBounds = Bounds(row.GetList(125, "lower_bounds"), 126, 127),
                UpperBounds = Bounds(row.GetList(128, "upper_bounds"), 129, 130),
            },
            SplitOffsets = [.. (row.GetList(132, "split_offsets") ?? []).OfType<long>()],
            EqualityIds = [.. (row.GetList(135, "equality_ids") ?? []).OfType<IConvertible>().Select(id => id.ToInt32(CultureInfo.InvariantCulture))],
            SortOrderId = row.GetInt(140, "sort_order_id"),
            FirstRowId = row.GetLong(142, "first_row_id"),
            ReferencedDataFile = row.GetString(143, "referenced_data_file"),
            ContentOffset = row.GetLong(144, "content_offset"),
            ContentSizeInBytes = row.GetLong(145, "content_size_in_bytes"),
            KeyMetadata = row.GetBytes(131, "key_metadata"),
        };
    }

    private PartitionTuple Partition(AvroRecord? row) => spec.Fields.IsEmpty || row is null
        ? new PartitionTuple([.. spec.Fields.Select(_ => (object?)null)])
        : new PartitionTuple([.. spec.Fields.Select((f, i) => Value(_types[i], row.Get(f.FieldId, f.Name)))]);

    /// <summary>From Avro's shapes to those of single values.</summary>
    private static object? Value(PrimitiveType type, object? value) => (type.Kind, value) switch
    {
        (_, null) => null,
        (PrimitiveKind.Decimal, byte[] bytes) => new BigInteger(bytes, isUnsigned: false, isBigEndian: true),
        (PrimitiveKind.Uuid, byte[] { Length: 16 } bytes) => new Guid(bytes, bigEndian: true),
        (PrimitiveKind.Int or PrimitiveKind.Date, long l) => checked((int)l),
        (PrimitiveKind.Double, float f) => (double)f,
        // Of a date that has become a timestamp since.
        (PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz, int days) => days * 86_400_000_000L,
        (PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs, int days) => checked(days * 86_400_000_000_000L),
        (PrimitiveKind.Int or PrimitiveKind.Date or PrimitiveKind.Boolean or PrimitiveKind.String, _) => value,
        (PrimitiveKind.Float or PrimitiveKind.Double or PrimitiveKind.Fixed or PrimitiveKind.Binary or PrimitiveKind.Uuid, _) => value,
        (_, int i) => (long)i,
        _ => value,
    };

    private static ImmutableSortedDictionary<int, long> Counts(List<object?>? items, int keyId, int valueId) =>
        Pairs(items, keyId, valueId).Where(p => p.Value is long or int)
            .ToImmutableSortedDictionary(p => p.Key, p => Convert.ToInt64(p.Value, System.Globalization.CultureInfo.InvariantCulture));

    private static ImmutableSortedDictionary<int, byte[]> Bounds(List<object?>? items, int keyId, int valueId)
    {
        var bounds = ImmutableSortedDictionary.CreateBuilder<int, byte[]>();
        foreach (var (key, value) in Pairs(items, keyId, valueId))
        {
            if (value is byte[] bytes)
            {
                bounds[key] = bytes;
            }
        }

        return bounds.ToImmutable();
    }

    private static IEnumerable<(int Key, object? Value)> Pairs(List<object?>? items, int keyId, int valueId) =>
        (items ?? []).OfType<AvroRecord>()
            .Select(r => (Key: r.GetInt(keyId, "key") ?? throw new InvalidDataException("a statistic has no column"), Value: r.Get(valueId, "value")))
            .DistinctBy(p => p.Key);
}
