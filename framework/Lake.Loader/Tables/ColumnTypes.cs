using System.Globalization;
using System.Text.RegularExpressions;

namespace Lake.Loader.Tables;

/// <summary>Types of raw tables, and how a column of a file may differ from its column in the table.</summary>
internal static partial class ColumnTypes
{
    private static readonly string[] Integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"];

    /// <summary>What Iceberg can keep of a type that files have.</summary>
    public static string Storable(string type) => type.ToUpperInvariant() switch
    {
        "TINYINT" or "SMALLINT" or "UTINYINT" or "USMALLINT" => "INTEGER",
        "UINTEGER" => "BIGINT",
        "UBIGINT" => "DECIMAL(20,0)",
        "HUGEINT" or "UHUGEINT" => "DECIMAL(38,0)",
        "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => "TIMESTAMP",
        "JSON" or "INTERVAL" or "BIT" => "VARCHAR",
        var t when t.StartsWith("ENUM", StringComparison.Ordinal) => "VARCHAR",
        _ => type,
    };

    /// <summary>A declared type as the engine spells it; names of nested fields keep their case.</summary>
    public static string Canonical(string type) => IsNested(type) ? type : type.ToUpperInvariant();

    public static bool IsNested(string type) =>
        type.EndsWith(']') || type.StartsWith("STRUCT", StringComparison.OrdinalIgnoreCase) || type.StartsWith("MAP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether every value of the one type is a value of the other without loss.</summary>
    public static bool Fits(string from, string into)
    {
        var (a, b) = (from.ToUpperInvariant(), into.ToUpperInvariant());
        if (a == b || (TextConversion.IsText(b) && !IsNested(a)))
        {
            return true;
        }

        return (IntegerDigits(a), Decimal(a), Decimal(b)) switch
        {
            ({ } digits, _, { } target) => digits <= target.Precision - target.Scale,
            (_, { } source, { } target) => source.Scale <= target.Scale && source.Precision - source.Scale <= target.Precision - target.Scale,
            ({ }, _, _) => Array.IndexOf(Integers, b) >= Array.IndexOf(Integers, a) || (b == "DOUBLE" && IntegerDigits(a) <= 10),
            _ => (a, b) is ("FLOAT", "DOUBLE") or ("DATE", "TIMESTAMP"),
        };
    }

    /// <summary>Whether Iceberg lets a column of the one type become the other.</summary>
    public static bool CanWiden(string from, string into)
    {
        var (a, b) = (from.ToUpperInvariant(), into.ToUpperInvariant());
        return (a, b) is ("INTEGER", "BIGINT") or ("FLOAT", "DOUBLE")
            || (Decimal(a) is { } source && Decimal(b) is { } target && source.Scale == target.Scale && source.Precision < target.Precision);
    }

    private static int? IntegerDigits(string type) => type switch
    {
        "TINYINT" => 3,
        "SMALLINT" => 5,
        "INTEGER" => 10,
        "BIGINT" => 19,
        _ => null,
    };

    private static (int Precision, int Scale)? Decimal(string type) =>
        DecimalType().Match(type) is { Success: true } match
            ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^DECIMAL\((\d+),\s*(\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalType();
}
