using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Manifests;

public sealed class ManifestTests : IDisposable
{
    private static readonly ImmutableArray<PrimitiveType> Types =
    [
        PrimitiveType.Boolean, PrimitiveType.Int, PrimitiveType.Long, PrimitiveType.Float, PrimitiveType.Double, PrimitiveType.Decimal(9, 2),
        PrimitiveType.Decimal(9, 2), PrimitiveType.Decimal(38, 10), PrimitiveType.Date, PrimitiveType.Time, PrimitiveType.Timestamp,
        PrimitiveType.TimestampTz, PrimitiveType.String, PrimitiveType.Uuid, PrimitiveType.Fixed(3), PrimitiveType.Binary,
    ];

    private static readonly TableMetadata Metadata = new()
    {
        TableUuid = "u",
        Location = "file:///t",
        Schemas = [new Schema(0, [.. Types.Select((t, i) => new NestedField(i + 1, $"c {i}", t))])],
        PartitionSpecs =
        [
            new PartitionSpec(0, [.. Types.Select((_, i) => new PartitionField(i + 1, 1000 + i, i == 3 ? "3rd" : $"p {i}", Transform.Identity))]),
        ],
    };

    private readonly Warehouse _warehouse = new();

    [Fact]
    public void Partitions_of_every_type_come_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<(bool, int, long, double, string?)[]>().Filter(rows => rows.Length > 0),
        rows => Check([.. rows.Select((r, i) => File($"f{i}", Values(r.Item1, r.Item2, r.Item3, r.Item4, r.Item5, i)))])).QuickCheckThrowOnFailure();

    [Fact]
    public void Nulls_come_back() => Check([File("nulls", [.. Types.Select(_ => (object?)null)])]);

    [Fact]
    public void Whatever_is_known_of_a_file_comes_back() => Check(
    [
        File("full", [.. Types.Select(_ => (object?)null)]) with
        {
            Content = FileContent.PositionDeletes,
            Metrics = new ColumnMetrics
            {
                ColumnSizes = Map(5L),
                ValueCounts = Map(long.MaxValue),
                NullValueCounts = Map(0L),
                NanValueCounts = Map(1L),
                LowerBounds = Map<byte[]>([]),
                UpperBounds = Map<byte[]>([0, 255]),
            },
            SplitOffsets = [4, 1000],
            EqualityIds = [1, 2],
            SortOrderId = 1,
            ReferencedDataFile = "file:///other",
            KeyMetadata = [1],
        },
    ]);

    [Fact]
    public void Summaries_keep_nulls_and_nan_apart_from_bounds()
    {
        object?[] some = [true, 1, 5L, float.NaN, 0.0, new BigInteger(-5), null, null, 3, 4L, 5L, 6L, "b", null, null, null];
        object?[] others = [false, 1, 7L, 1f, 2.0, new BigInteger(500), null, null, -3, 4L, 5L, 6L, "a\U0001F600", null, null, null];
        var manifest = Write([File("a", [.. some]), File("b", [.. others])]);
        var summaries = manifest.Partitions;
        (summaries[3].ContainsNan, summaries[3].ContainsNull).ShouldBe((true, false));
        summaries[3].LowerBound.ShouldBe(BitConverter.GetBytes(1f));
        summaries[4].LowerBound.ShouldBe(BitConverter.GetBytes(-0.0));
        summaries[5].LowerBound.ShouldBe([0xfb]);
        summaries[5].UpperBound.ShouldBe([1, 0xf4]);
        summaries[6].ShouldBe(new FieldSummary(true, null, null, null));
        summaries[8].LowerBound.ShouldBe(BitConverter.GetBytes(-3));
        summaries[12].UpperBound.ShouldBe("b"u8.ToArray());
        (manifest.AddedFiles, manifest.AddedRows, manifest.ExistingFiles).ShouldBe((2, 6, 0));
    }

    public void Dispose() => _warehouse.Dispose();

    private static ImmutableSortedDictionary<int, T> Map<T>(T value) => ImmutableSortedDictionary<int, T>.Empty.Add(1, value).Add(7, value);

    private static DataFile File(string name, ImmutableArray<object?> partition) => new()
    {
        Path = $"file:///t/data/{name}.parquet",
        RecordCount = 3,
        FileSizeInBytes = 17,
        Partition = new PartitionTuple(partition),
    };

    private static ImmutableArray<object?> Values(bool b, int i, long l, double d, string? s, int seed)
    {
        var text = s is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(s));
        var bytes = BitConverter.GetBytes(l);
        return
        [
            b, i, l, (float)d, d, new BigInteger(i % 999_999_999), new BigInteger(-(i % 99)), new BigInteger(l) * 1_000_000_000_000_000_000,
            i, l, l, l, text, new Guid(seed, 1, 2, bytes), bytes[..3], bytes,
        ];
    }

    private ManifestFile Write(ImmutableArray<DataFile> files)
    {
        var location = LocalPath.ToLocation(Path.Combine(_warehouse.Path, $"{Guid.NewGuid()}.avro"));
        var isDeletes = files[0].Content != FileContent.Data;
        return new ManifestWriter(Metadata, Metadata.Spec, isDeletes, 77).Write(
            LocalFileIO.Instance, location, [.. files.Select(f => new ManifestEntry(EntryStatus.Added, null, null, null, f))]);
    }

    private void Check(ImmutableArray<DataFile> files)
    {
        var manifest = Write(files) with { SequenceNumber = 9 };
        var entries = ManifestReader.Read(LocalFileIO.Instance, Metadata, manifest);
        entries.Select(e => $"{e.SnapshotId} {e.SequenceNumber} {e.FileSequenceNumber}").Distinct().ShouldBe(["77 9 9"]);
        foreach (var (read, written) in entries.Select(e => e.File).Zip(files))
        {
            read.Partition.ShouldBe(written.Partition);
            Describe(read).ShouldBe(Describe(written));
        }

        new FileInfo(LocalPath.FromLocation(manifest.Path)).Length.ShouldBe(manifest.Length);
    }

    private static string Describe(DataFile f) => string.Join(
        "|",
        f.Content, f.Path, f.Format, f.SpecId, f.RecordCount, f.FileSizeInBytes, string.Join(",", f.SplitOffsets), string.Join(",", f.EqualityIds),
        f.SortOrderId, f.ReferencedDataFile, f.KeyMetadata?.Length, string.Join(",", f.Metrics.ColumnSizes), string.Join(",", f.Metrics.ValueCounts),
        string.Join(",", f.Metrics.NullValueCounts), string.Join(",", f.Metrics.NanValueCounts),
        string.Join(",", f.Metrics.LowerBounds.Select(b => $"{b.Key}={Convert.ToHexString(b.Value)}")),
        string.Join(",", f.Metrics.UpperBounds.Select(b => $"{b.Key}={Convert.ToHexString(b.Value)}")));
}
