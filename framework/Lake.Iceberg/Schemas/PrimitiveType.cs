namespace Lake.Iceberg.Schemas;

/// <summary>A type without parts. Values of it have the .NET shape that <see cref="Values.SingleValue"/> lists.</summary>
public sealed record PrimitiveType : IcebergType
{
    private PrimitiveType(PrimitiveKind kind) => Kind = kind;

    public PrimitiveKind Kind { get; }

    /// <summary>Digits of a decimal, else 0.</summary>
    public int Precision { get; private init; }

    /// <summary>Digits after the point of a decimal, else 0.</summary>
    public int Scale { get; private init; }

    /// <summary>Bytes of a <c>fixed</c>, else 0.</summary>
    public int Length { get; private init; }

    /// <summary>What stands in the parentheses of a geometry or geography, else null.</summary>
    public string? Parameters { get; private init; }

    public static PrimitiveType Boolean { get; } = new(PrimitiveKind.Boolean);

    public static PrimitiveType Int { get; } = new(PrimitiveKind.Int);

    public static PrimitiveType Long { get; } = new(PrimitiveKind.Long);

    public static PrimitiveType Float { get; } = new(PrimitiveKind.Float);

    public static PrimitiveType Double { get; } = new(PrimitiveKind.Double);

    public static PrimitiveType Date { get; } = new(PrimitiveKind.Date);

    public static PrimitiveType Time { get; } = new(PrimitiveKind.Time);

    public static PrimitiveType Timestamp { get; } = new(PrimitiveKind.Timestamp);

    public static PrimitiveType TimestampTz { get; } = new(PrimitiveKind.TimestampTz);

    public static PrimitiveType TimestampNs { get; } = new(PrimitiveKind.TimestampNs);

    public static PrimitiveType TimestampTzNs { get; } = new(PrimitiveKind.TimestampTzNs);

    public static PrimitiveType String { get; } = new(PrimitiveKind.String);

    public static PrimitiveType Uuid { get; } = new(PrimitiveKind.Uuid);

    public static PrimitiveType Binary { get; } = new(PrimitiveKind.Binary);

    public static PrimitiveType Unknown { get; } = new(PrimitiveKind.Unknown);

    public static PrimitiveType Variant { get; } = new(PrimitiveKind.Variant);

    /// <summary>True for the types that only format version 3 has.</summary>
    public bool NeedsVersion3 =>
        Kind is PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs or >= PrimitiveKind.Unknown;

    public static PrimitiveType Decimal(int precision, int scale) =>
        new(PrimitiveKind.Decimal) { Precision = precision, Scale = scale };

    public static PrimitiveType Fixed(int length) => new(PrimitiveKind.Fixed) { Length = length };

    public static PrimitiveType Geometry(string? parameters) => new(PrimitiveKind.Geometry) { Parameters = parameters };

    public static PrimitiveType Geography(string? parameters) => new(PrimitiveKind.Geography) { Parameters = parameters };

    public override string ToString() => PrimitiveTypeText.Write(this);
}
