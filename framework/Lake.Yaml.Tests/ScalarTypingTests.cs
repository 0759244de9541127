using System.Globalization;
using System.Numerics;
using Shouldly;
using Xunit;

namespace Lake.Yaml.Tests;

/// <summary>The types that PyYAML gives plain scalars.</summary>
public class ScalarTypingTests
{
    public static TheoryData<string, object?> Scalars => new()
    {
        { "", null }, { "~", null }, { "null", null }, { "Null", null }, { "nULL", "nULL" },
        { "yes", true }, { "No", false }, { "ON", true }, { "off", false }, { "y", "y" }, { "n", "n" }, { "TRUE", true },
        { "0", 0L }, { "-12", -12L }, { "+3", 3L }, { "1_000", 1000L }, { "010", 8L }, { "0x1F", 31L }, { "0b11", 3L }, { "08", "08" },
        { "1:30", 90L }, { "0o7", "0o7" }, { "12345678901234567890", BigInteger.Parse("12345678901234567890", CultureInfo.InvariantCulture) },
        { "1.5", 1.5 }, { "-.5", "-.5" }, { ".5", 0.5 }, { "1.", 1.0 }, { "1e3", "1e3" }, { "1.0e+3", 1000.0 }, { ".inf", double.PositiveInfinity }, { "-.INF", double.NegativeInfinity },
        { "2024-01-02", new DateOnly(2024, 1, 2) }, { "2024-1-2", "2024-1-2" }, { "2024-13-02", "2024-13-02" },
        { "2024-01-02 03:04:05", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Unspecified) },
        { "2024-01-02T03:04:05Z", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero) },
        { "1.2.3", "1.2.3" }, { "a: b", "a: b" }, { "text", "text" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Types(string text, object? value) => YamlDocument.Resolve(text).ShouldBe(value);
}
