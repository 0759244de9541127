using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Statistics;
using Lake.Iceberg.Values;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Statistics;

public sealed class FileStatisticsTests
{
    [Theory]
    [InlineData("boolean", "0", "1", "00", "01")]
    [InlineData("int", "-2", "300", "FEFFFFFF", "2C010000")]
    [InlineData("long", "1", "2", "0100000000000000", "0200000000000000")]
    [InlineData("float", "1.5", "inf", "0000C03F", "0000807F")]
    [InlineData("double", "0.0", "0.0", "0000000000000080", "0000000000000000")]
    [InlineData("double", "-0.0", "1e+300", "0000000000000080", "9C7500883CE4377E")]
    [InlineData("decimal(9,2)", "-1.29", "1.28", "FF7F", "0080")]
    [InlineData("decimal(38,0)", "0", "10000000000000000000000000000000000000", "00", "0785EE10D5DA46D900F436A000000000")]
    [InlineData("date", "0044-03-15 (BC)", "2017-11-16", "48C8F4FF", "4E440000")]
    [InlineData("time", "00:00:00", "22:31:08.5", "0000000000000000", "20240FE012000000")]
    [InlineData("timestamp", "1969-12-31 23:59:59.999999", "2017-11-16 22:31:08", "FFFFFFFFFFFFFFFF", "00C3262D215E0500")]
    [InlineData("timestamptz", "2017-11-16 22:31:08+00", "2017-11-16 23:31:08+01", "00C3262D215E0500", "00C3262D215E0500")]
    [InlineData("string", "a", "ü", "61", "C3BC")]
    [InlineData("string", "0123456789abcdefXYZ", "0123456789abcdefXYZ", "30313233343536373839616263646566", "30313233343536373839616263646567")]
    [InlineData("uuid", "f79c3e09-677c-4bbd-a479-3f349cb785e7", "f79c3e09-677c-4bbd-a479-3f349cb785e7", "F79C3E09677C4BBDA4793F349CB785E7", "F79C3E09677C4BBDA4793F349CB785E7")]
    [InlineData("binary", "00FF", "000102030405060708090A0B0C0D0EFF10", "00FF", "000102030405060708090A0B0C0D0F")]
    [InlineData("binary", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", null)]
    [InlineData("timestamp", "infinity", "-infinity", null, null)]
    [InlineData("double", "nan", null, null, null)]
    public void Bounds(string type, string? min, string? max, string? lower, string? upper)
    {
        var metrics = Convert(type, new ColumnStatistics("\"c\"") { Min = min, Max = max, NumValues = 5, NullCount = 1, Size = 40 });
        Hex(metrics.LowerBounds).ShouldBe(lower);
        Hex(metrics.UpperBounds).ShouldBe(upper);
        metrics.ValueCounts[1].ShouldBe(5);
        metrics.NullValueCounts[1].ShouldBe(1);
        metrics.ColumnSizes[1].ShouldBe(40);
    }

    [Theory]
    [InlineData("日本日本日本日本日本日本日本日本x", "日本日本日本日本日本日本日本日札")]
    [InlineData("aaaaaaaaaaaaaaa\uD7FFx", "aaaaaaaaaaaaaaa\uE000")]
    [InlineData("aaaaaaaaaaaaaa\U0001F600\U0010FFFFx", "aaaaaaaaaaaaaa\U0001F601")]
    [InlineData("\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFFx", null)]
    [InlineData("fits", "fits")]
    public void Upper_bounds_of_text_are_raised(string max, string? expected) =>
        BoundTruncation.Upper(max, 16).ShouldBe(expected);

    [Fact]
    public void Nothing_is_known_of_nan_unless_there_is_none()
    {
        Convert("double", new ColumnStatistics("c") { HasNan = false }).NanValueCounts[1].ShouldBe(0);
        Convert("double", new ColumnStatistics("c") { HasNan = true }).NanValueCounts.ShouldBeEmpty();
        Convert("int", new ColumnStatistics("c") { HasNan = false }).NanValueCounts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none", false, false)]
    [InlineData("counts", true, false)]
    [InlineData("truncate(2)", true, true)]
    public void Tables_say_how_much_is_kept(string mode, bool counts, bool bounds)
    {
        var column = new ColumnStatistics("c") { Min = "abc", Max = "abc", NumValues = 1, Size = 3 };
        foreach (var property in new[] { "write.metadata.metrics.default", "write.metadata.metrics.column.c" })
        {
            var metrics = Convert("string", column, ImmutableSortedDictionary<string, string>.Empty.Add(property, mode));
            metrics.ColumnSizes.Count.ShouldBe(1);
            metrics.ValueCounts.Count.ShouldBe(counts ? 1 : 0);
            Hex(metrics.LowerBounds).ShouldBe(bounds ? "6162" : null);
            Hex(metrics.UpperBounds).ShouldBe(bounds ? "6163" : null);
        }
    }

    [Fact]
    public void Nested_columns_are_found_by_their_quoted_names()
    {
        var table = Table(
            new NestedField(1, "s.t", new StructType([new NestedField(2, "a\"b", PrimitiveType.Int)])),
            new NestedField(3, "l", new ListType(4, PrimitiveType.Int)),
            new NestedField(5, "m", new MapType(6, PrimitiveType.String, 7, PrimitiveType.Int)));
        string[] paths = ["\"s.t\".\"a\"\"b\"", "\"l\".\"element\"", "\"m\".\"key\"", "\"m\".\"value\"", "\"gone\""];
        var metrics = FileStatistics.Convert(table, paths.Select(p => new ColumnStatistics(p) { Min = "1", Max = "2", NumValues = 3 }));
        metrics.ValueCounts.Keys.ShouldBe([2, 4, 6, 7]);
        metrics.LowerBounds.Keys.ShouldBe([2]);
    }

    [Fact]
    public void Columns_far_behind_are_left_out()
    {
        var table = Table([.. Enumerable.Range(1, 120).Select(i => new NestedField(i, $"c{i}", PrimitiveType.Int))]);
        var metrics = FileStatistics.Convert(table, table.Schema.Fields.Select(f => new ColumnStatistics(f.Name) { Min = "1", Max = "1", NumValues = 1, Size = 1 }));
        metrics.LowerBounds.Count.ShouldBe(100);
        metrics.ColumnSizes.Count.ShouldBe(120);
    }

    [Fact]
    public void Sources_of_partitions_are_counted_even_so()
    {
        var table = Table(new NestedField(1, "c", PrimitiveType.Int)) with
        {
            PartitionSpecs = [new PartitionSpec(0, [new PartitionField(1, 1000, "c", Transform.Identity)])],
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("write.metadata.metrics.default", "none"),
        };
        FileStatistics.Convert(table, [new ColumnStatistics("c") { NullCount = 1, NumValues = 1 }]).NullValueCounts[1].ShouldBe(1);
    }

    [Fact]
    public void Old_bounds_of_promoted_columns_are_widened()
    {
        SingleValue.Decode(PrimitiveType.Long, [1, 0, 0, 0]).ShouldBe(1L);
        SingleValue.Decode(PrimitiveType.Double, SingleValue.Encode(PrimitiveType.Float, 1.5f)).ShouldBe(1.5);
        SingleValue.Decode(PrimitiveType.Timestamp, [1, 0, 0, 0]).ShouldBe(86_400_000_000L);
        SingleValue.Decode(PrimitiveType.Int, [1]).ShouldBeNull();
    }

    [Fact]
    public void Text_is_compared_as_utf8_bytes()
    {
        SingleValue.Compare("\uFFFD", "\U0001F600").ShouldBeLessThan(0);
        SingleValue.Compare("a", "ab").ShouldBeLessThan(0);
        SingleValue.Compare(-0.0, 0.0).ShouldBeLessThan(0);
        SingleValue.Compare(Guid.Parse("00000000-0000-0000-8000-000000000000"), Guid.Parse("00000001-0000-0000-0000-000000000000")).ShouldBeLessThan(0);
        SingleValue.AreEqual(double.NaN, BitConverter.Int64BitsToDouble(-1)).ShouldBeTrue();
        SingleValue.AreEqual(0.0, -0.0).ShouldBeFalse();
        new PartitionTuple([(byte[])[1, 2], null]).ShouldBe(new PartitionTuple([(byte[])[1, 2], null]));
    }

    private static ColumnMetrics Convert(string type, ColumnStatistics column, ImmutableSortedDictionary<string, string>? properties = null) =>
        FileStatistics.Convert(
            Table(new NestedField(1, "c", IcebergType.TryParsePrimitive(type).ShouldNotBeNull())) with
            {
                Properties = properties ?? ImmutableSortedDictionary<string, string>.Empty,
            },
            [column]);

    private static TableMetadata Table(params ImmutableArray<NestedField> fields) =>
        new() { TableUuid = "u", Location = "file:///t", Schemas = [new Schema(0, fields)] };

    private static string? Hex(ImmutableSortedDictionary<int, byte[]> bounds) =>
        bounds.TryGetValue(1, out var bytes) ? System.Convert.ToHexString(bytes) : null;
}
