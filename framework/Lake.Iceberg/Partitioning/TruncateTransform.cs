using System.Globalization;
using System.Numerics;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Partitioning;

/// <summary>Numbers rounded down to a multiple of the width (decimals by their unscaled value), text and binary cut to it.</summary>
public sealed record TruncateTransform(int Width) : Transform
{
    public override bool CanTransform(PrimitiveType source) => source.Kind is PrimitiveKind.Int or PrimitiveKind.Long
        or PrimitiveKind.Decimal or PrimitiveKind.String or PrimitiveKind.Binary;

    public override PrimitiveType ResultType(PrimitiveType source) => source;

    public override object? Apply(PrimitiveType source, object? value) => value switch
    {
        null => null,
        int i => unchecked(i - (((i % Width) + Width) % Width)),
        long l => unchecked(l - (((l % Width) + Width) % Width)),
        BigInteger n => n - (((n % Width) + Width) % Width),
        string s => CodePoints.Prefix(s, Width),
        byte[] b => b.Length <= Width ? b : b[..Width],
        _ => throw new ArgumentException($"{source} cannot be truncated."),
    };

    public override string DefaultName(string column) => $"{column}_trunc";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"truncate[{Width}]");
}
