namespace Lake.Loader.Scanning;

/// <summary>What values are of, and what two kinds have in common.</summary>
internal static class JsonKinds
{
    public static JsonKind Join(JsonKind a, JsonKind b)
    {
        if (a == b || b == JsonKind.Null)
        {
            return a;
        }

        var (low, high) = a < b ? (a, b) : (b, a);
        return (low, high) switch
        {
            (JsonKind.Null, _) => high,
            (JsonKind.SmallInteger, JsonKind.Integer or JsonKind.HugeInteger or JsonKind.Double or JsonKind.LongDecimal) => high,
            (JsonKind.Integer, JsonKind.HugeInteger) or (JsonKind.Double, JsonKind.LongDecimal) => high,
            _ => JsonKind.Mixed,
        };
    }

    /// <summary>The type of a column of such values; null for those that only the whole line keeps.</summary>
    public static string? TypeOf(JsonKind kind) => kind switch
    {
        JsonKind.Null or JsonKind.Nested => null,
        JsonKind.Boolean => "BOOLEAN",
        JsonKind.SmallInteger or JsonKind.Integer => "BIGINT",
        JsonKind.HugeInteger => "DECIMAL(38,0)",
        JsonKind.Double or JsonKind.LongDecimal => "DOUBLE",
        JsonKind.LongInteger or JsonKind.Text or JsonKind.Mixed => "VARCHAR",
    };

    /// <param name="number">Valid in JSON.</param>
    public static JsonKind OfNumber(ReadOnlySpan<byte> number)
    {
        var digits = number[0] == '-' ? number[1..] : number;
        if (digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return digits.Length <= 15 ? JsonKind.SmallInteger
                : digits.Length <= 18 ? JsonKind.Integer
                : System.Buffers.Text.Utf8Parser.TryParse(number, out long _, out var used) && used == number.Length ? JsonKind.Integer
                : digits.Length <= 38 ? JsonKind.HugeInteger
                : JsonKind.LongInteger;
        }

        return digits.Length <= 17 ? JsonKind.Double : OfLongDecimal(digits);
    }

    /// <summary>Floating numbers keep 17 digits, whatever zeros surround them.</summary>
    private static JsonKind OfLongDecimal(ReadOnlySpan<byte> digits)
    {
        var significant = 0;
        var zeros = 0;
        foreach (var c in digits)
        {
            if (c is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (c == '0')
            {
                zeros += significant > 0 ? 1 : 0;
            }
            else if (c != '.')
            {
                significant += zeros + 1;
                zeros = 0;
            }
        }

        return significant <= 17 ? JsonKind.Double : JsonKind.LongDecimal;
    }
}
