using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Values;

public sealed class SingleValueTests
{
    [Fact]
    public void Integers_come_back_from_bytes_and_text() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int, long)>(),
        v =>
        {
            Check(PrimitiveType.Int, v.Item1, v.Item1.ToString(CultureInfo.InvariantCulture));
            Check(PrimitiveType.Long, v.Item2, v.Item2.ToString(CultureInfo.InvariantCulture));
            Check(PrimitiveType.Date, v.Item1, null);
            Check(PrimitiveType.Decimal(38, 4), new BigInteger(v.Item2), SingleValueText.WriteDecimal(v.Item2, 4));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Other_types_come_back_from_bytes_and_text() => Prop.ForAll(
        ArbMap.Default.ArbFor<(Guid, double, byte[])>(),
        v =>
        {
            Check(PrimitiveType.Uuid, v.Item1, v.Item1.ToString());
            Check(PrimitiveType.Double, v.Item2, v.Item2.ToString("R", CultureInfo.InvariantCulture));
            Check(PrimitiveType.Float, (float)v.Item2, ((float)v.Item2).ToString("R", CultureInfo.InvariantCulture));
            Check(PrimitiveType.Binary, v.Item3, string.Concat(v.Item3.Select(b => $"\\x{b:X2}")));
            Check(PrimitiveType.Boolean, v.Item2 > 0, v.Item2 > 0 ? "true" : "false");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dates_come_back_from_text() => Prop.ForAll(
        Gen.Choose(-800_000, 2_932_896).ToArbitrary(),
        days =>
        {
            SingleValue.Parse(PrimitiveType.Date, DateTimeText.WriteDate(days)).ShouldBe(days);
            var micros = (days * 86_400_000_000L) + 12_345_678_901;
            SingleValue.Parse(PrimitiveType.Timestamp, DateTimeText.WriteTimestamp(micros, 6)).ShouldBe(micros);
            if (days >= -719_162)
            {
                DateTimeText.WriteDate(days).ShouldBe(DateOnly.FromDayNumber(days + 719_162).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("timestamptz", "2024-05-01 10:00:00.123456+05:30", "2024-05-01T04:30:00.123456")]
    [InlineData("timestamptz", "2024-05-01 10:00:00-08", "2024-05-01T18:00:00")]
    [InlineData("timestamp", "290000-01-01 00:00:00", "290000-01-01T00:00:00")]
    [InlineData("timestamp", "2024-05-01", "2024-05-01T00:00:00")]
    public void Timestamps_of_engines(string type, string text, string expected) =>
        DateTimeText.WriteTimestamp((long)SingleValue.Parse(IcebergType.TryParsePrimitive(type).ShouldNotBeNull(), text).ShouldNotBeNull(), 6).ShouldBe(expected);

    [Theory]
    [InlineData("int", "1.5")]
    [InlineData("int", "2147483648")]
    [InlineData("decimal(9,2)", "1.234")]
    [InlineData("date", "infinity")]
    [InlineData("date", "2024-13-01")]
    [InlineData("timestamp", "-infinity")]
    [InlineData("timestamp", "9999999-01-01 00:00:00")]
    [InlineData("time", "10")]
    [InlineData("uuid", "x")]
    [InlineData("boolean", "yes")]
    [InlineData("binary", "ü")]
    [InlineData("variant", "1")]
    public void What_is_no_value_is_null(string type, string text) =>
        SingleValue.Parse(IcebergType.TryParsePrimitive(type).ShouldNotBeNull(), text).ShouldBeNull();

    private static void Check(PrimitiveType type, object value, string? text)
    {
        SingleValue.AreEqual(SingleValue.Decode(type, SingleValue.Encode(type, value)), value).ShouldBeTrue($"{type} {value}");
        if (text is not null)
        {
            SingleValue.AreEqual(SingleValue.Parse(type, text), value).ShouldBeTrue($"{type} {text}");
        }
    }
}
