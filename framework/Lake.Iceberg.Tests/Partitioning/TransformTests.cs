using System.Globalization;
using System.Numerics;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Partitioning;

/// <summary>Results that the specification and other implementations give.</summary>
public sealed class TransformTests
{
    [Theory]
    [InlineData("int", "34", 2017239379)]
    [InlineData("long", "34", 2017239379)]
    [InlineData("long", "0", 1669671676)]
    [InlineData("long", "1", 1392991556)]
    [InlineData("int", "-1", 1651860712)]
    [InlineData("long", "100", -970256272)]
    [InlineData("int", "2147483647", 1819228606)]
    [InlineData("int", "-2147483648", -2073034792)]
    [InlineData("long", "9223372036854775807", -2106506049)]
    [InlineData("long", "-9223372036854775808", 1366273829)]
    [InlineData("string", "iceberg", 1210000089)]
    [InlineData("string", "", 0)]
    [InlineData("string", "a", 1009084850)]
    [InlineData("string", "ab", -1681926305)]
    [InlineData("string", "abc", -1277324294)]
    [InlineData("string", "abcd", 1139631978)]
    [InlineData("string", "Straße", 1561572846)]
    [InlineData("string", "日本", -992347838)]
    [InlineData("string", "😀", -1095487750)]
    [InlineData("decimal(9,2)", "14.20", -500754589)]
    [InlineData("decimal(9,2)", "-14.20", 667775751)]
    [InlineData("decimal(9,0)", "0", 1364076727)]
    [InlineData("decimal(9,0)", "1", -463810133)]
    [InlineData("decimal(9,0)", "-1", -43192051)]
    [InlineData("decimal(9,0)", "127", 1435096473)]
    [InlineData("decimal(9,0)", "128", 1544076949)]
    [InlineData("decimal(9,0)", "-128", 267099677)]
    [InlineData("decimal(9,0)", "-129", -435537839)]
    [InlineData("decimal(38,0)", "10000000000000000000000000000000000000", 2139453790)]
    [InlineData("date", "2017-11-16", -653330422)]
    [InlineData("date", "0001-01-01", 581067273)]
    [InlineData("time", "22:31:08", -662762989)]
    [InlineData("timestamp", "2017-11-16 22:31:08", -2047944441)]
    [InlineData("timestamptz", "2017-11-16 14:31:08-08", -2047944441)]
    [InlineData("timestamp", "2017-11-16T22:31:08.000001", -1207196810)]
    [InlineData("timestamp_ns", "2017-11-16T22:31:08.000001001", -1207196810)]
    [InlineData("uuid", "f79c3e09-677c-4bbd-a479-3f349cb785e7", 1488055340)]
    [InlineData("binary", "\\x00\\x01\\x02\\x03", -188683207)]
    public void Buckets_hash_as_the_specification_says(string type, string value, int hash)
    {
        var primitive = Type(type);
        var parsed = SingleValue.Parse(primitive, value).ShouldNotBeNull();
        BucketTransform.HashOf(primitive, parsed).ShouldBe(hash);
        Transform.Bucket(16).Apply(primitive, parsed).ShouldBe((hash & int.MaxValue) % 16);
        Transform.Bucket(100).Apply(primitive, parsed).ShouldBe((hash & int.MaxValue) % 100);
    }

    [Theory]
    [InlineData("int", 10, "9", "0")]
    [InlineData("int", 10, "11", "10")]
    [InlineData("int", 10, "-1", "-10")]
    [InlineData("long", 10, "-10", "-10")]
    [InlineData("long", 10, "-11", "-20")]
    [InlineData("decimal(9,2)", 10, "12.34", "12.30")]
    [InlineData("decimal(9,2)", 10, "12.29", "12.20")]
    [InlineData("decimal(9,2)", 10, "0.05", "0.00")]
    [InlineData("decimal(9,2)", 10, "-0.05", "-0.10")]
    [InlineData("decimal(9,2)", 50, "10.65", "10.50")]
    [InlineData("string", 5, "abcdefg", "abcde")]
    [InlineData("string", 2, "日本語", "日本")]
    [InlineData("string", 1, "😀x", "😀")]
    [InlineData("binary", 3, "\\x01\\x02\\x03\\x04\\x05", "\\x01\\x02\\x03")]
    public void Truncation(string type, int width, string value, string expected)
    {
        var primitive = Type(type);
        SingleValue.AreEqual(
            Transform.Truncate(width).Apply(primitive, SingleValue.Parse(primitive, value)), SingleValue.Parse(primitive, expected)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2017-12-01T10:12:55.038194", 47, 575, 17501, 420034)]
    [InlineData("1970-01-01T00:00:01.000001", 0, 0, 0, 0)]
    [InlineData("1969-12-31T23:59:59.999999", -1, -1, -1, -1)]
    [InlineData("1969-12-31T00:00:00", -1, -1, -1, -24)]
    [InlineData("1969-12-30T23:59:59.999999", -1, -1, -2, -25)]
    [InlineData("1968-02-29T12:00:00", -2, -23, -672, -16116)]
    [InlineData("1900-01-01T00:00:00", -70, -840, -25567, -613608)]
    [InlineData("0001-01-01T00:00:00", -1969, -23628, -719162, -17259888)]
    [InlineData("9999-12-31T23:59:59.999999", 8029, 96359, 2932896, 70389527)]
    public void Units_of_time(string timestamp, int year, int month, int day, int hour)
    {
        var value = SingleValue.Parse(PrimitiveType.Timestamp, timestamp).ShouldNotBeNull();
        Transform.Year.Apply(PrimitiveType.Timestamp, value).ShouldBe(year);
        Transform.Month.Apply(PrimitiveType.Timestamp, value).ShouldBe(month);
        Transform.Day.Apply(PrimitiveType.Timestamp, value).ShouldBe(day);
        Transform.Hour.Apply(PrimitiveType.Timestamp, value).ShouldBe(hour);
        Transform.Day.Apply(PrimitiveType.Date, day).ShouldBe(day);
        Transform.Year.Apply(PrimitiveType.Date, day).ShouldBe(year);
    }

    [Fact]
    public void Null_stays_null()
    {
        foreach (var text in new[] { "identity", "bucket[4]", "truncate[4]", "year", "month", "day", "hour", "void" })
        {
            Transform.Parse(text).Apply(PrimitiveType.Timestamp, null).ShouldBeNull(text);
            Transform.Parse(text).ToString().ShouldBe(text);
        }
    }

    [Fact]
    public void Unknown_transforms_are_carried()
    {
        var transform = Transform.Parse("zorder[2]");
        transform.ToString().ShouldBe("zorder[2]");
        transform.IsWritable.ShouldBeFalse();
        Should.Throw<Lake.Text.DiagnosticException>(() => transform.Apply(PrimitiveType.Int, 1)).Diagnostic.Rule.ShouldBe(IcebergRules.UnsupportedTransform);
    }

    [Fact]
    public void Paths_are_encoded_as_other_writers_do()
    {
        var schema = new Schema(0,
        [
            new NestedField(1, "ts", PrimitiveType.Timestamp), new NestedField(2, "id", PrimitiveType.Long),
            new NestedField(3, "data", PrimitiveType.String), new NestedField(4, "amount", PrimitiveType.Decimal(9, 2)),
        ]);
        var spec = new PartitionSpec(0,
        [
            new PartitionField(1, 1000, "ts_hour", Transform.Hour), new PartitionField(2, 1001, "id_bucket", Transform.Bucket(4)),
            new PartitionField(3, 1002, "data", Transform.Identity), new PartitionField(4, 1003, "amount", Transform.Identity),
        ]);
        PartitionText.Path(spec, schema, new PartitionTuple([420034, 3, "a/b ü", new BigInteger(-5)]))
            .ShouldBe("ts_hour=2017-12-01-10/id_bucket=3/data=a%2Fb+%C3%BC/amount=-0.05");
        PartitionText.Path(spec, schema, new PartitionTuple([-1, null, "", null]))
            .ShouldBe("ts_hour=1969-12-31-23/id_bucket=null/data=/amount=null");
    }

    [Theory]
    [InlineData("year", -1, "1969")]
    [InlineData("month", -1, "1969-12")]
    [InlineData("month", 575, "2017-12")]
    [InlineData("day", 17501, "2017-12-01")]
    [InlineData("hour", -25, "1969-12-30-23")]
    public void Times_in_paths(string transform, int value, string expected) =>
        Transform.Parse(transform).ToHuman(PrimitiveType.Timestamp, value).ShouldBe(expected);

    private static PrimitiveType Type(string text) =>
        IcebergType.TryParsePrimitive(text) ?? throw new ArgumentException(text.ToString(CultureInfo.InvariantCulture));
}
