using System.Globalization;
using System.Text.RegularExpressions;

namespace Lake.Loader.Types;

/// <summary>What raw tables can keep, and how a type of a file may differ from the table's.</summary>
internal static partial class TypeRules
{
    private static readonly string[] Integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"];

    /// <summary>What Iceberg can keep of a type that files have.</summary>
    public static SqlType Storable(SqlType type) => type switch
    {
        ScalarType scalar => new ScalarType(Storable(scalar.Name)),
        ListType list => new ListType(Storable(list.Element)),
        MapType map => new MapType(Storable(map.Key), Storable(map.Value)),
        StructType row => new StructType([.. row.Fields.Select(f => f with { Type = Storable(f.Type) })]),
        _ => type,
    };

    /// <summary>Whether every value of the one type is a value of the other without loss.</summary>
    public static bool Fits(SqlType from, SqlType into) => (from, into) switch
    {
        (ScalarType a, ScalarType b) => Fits(a.Name, b.Name),
        (ListType a, ListType b) => Fits(a.Element, b.Element),
        (MapType a, MapType b) => Fits(a.Key, b.Key) && Fits(a.Value, b.Value),
        (StructType a, StructType b) => a.Fields.All(f => b.Find(f.Name) is { } other && Fits(f.Type, other.Type)),
        _ => false,
    };

    /// <summary>Whether the types are built alike, so that values of the one may be values of the other.</summary>
    public static bool HaveOneShape(SqlType from, SqlType into) => (from, into) switch
    {
        (ScalarType, ScalarType) => true,
        (ListType a, ListType b) => HaveOneShape(a.Element, b.Element),
        (MapType a, MapType b) => HaveOneShape(a.Key, b.Key) && HaveOneShape(a.Value, b.Value),
        (StructType a, StructType b) => a.Fields.All(f => b.Find(f.Name) is not { } other || HaveOneShape(f.Type, other.Type)),
        _ => false,
    };

    /// <summary>The narrowest type that Iceberg lets a column of the one type become and that holds more of the other; fields of both.</summary>
    public static SqlType Widen(SqlType known, SqlType seen) => (known, seen) switch
    {
        (ScalarType a, ScalarType b) => Widened(a.Name, b.Name) is { } wider ? new ScalarType(wider) : known,
        (ListType a, ListType b) => new ListType(Widen(a.Element, b.Element)),
        (MapType a, MapType b) => new MapType(a.Key, Widen(a.Value, b.Value)),
        (StructType a, StructType b) => new StructType(
        [
            .. a.Fields.Select(f => b.Find(f.Name) is { } other ? f with { Type = Widen(f.Type, other.Type) } : f),
            .. b.Fields.Where(f => a.Find(f.Name) is null),
        ]),
        _ => known,
    };

    private static string Storable(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "UTINYINT" or "USMALLINT" => "INTEGER",
        "UINTEGER" => "BIGINT",
        "UBIGINT" => "DECIMAL(20,0)",
        "HUGEINT" or "UHUGEINT" => "DECIMAL(38,0)",
        "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => "TIMESTAMP",
        "JSON" or "INTERVAL" or "BIT" or "TIME WITH TIME ZONE" or "BIGNUM" or "NULL" or "\"NULL\"" => "VARCHAR",
        _ when type.StartsWith("ENUM", StringComparison.Ordinal) => "VARCHAR",
        _ => type,
    };

    private static bool Fits(string a, string b)
    {
        if (a == b || b == "VARCHAR")
        {
            return true;
        }

        return (IntegerDigits(a), Decimal(a), Decimal(b)) switch
        {
            ({ } digits, _, { } target) => digits <= target.Precision - target.Scale,
            (_, { } source, { } target) => source.Scale <= target.Scale && source.Precision - source.Scale <= target.Precision - target.Scale,
            ({ }, _, _) => Array.IndexOf(Integers, b) >= Array.IndexOf(Integers, a) || (b == "DOUBLE" && IntegerDigits(a) <= 10),
            _ => (a, b) is ("FLOAT", "DOUBLE") or ("DATE", "TIMESTAMP") or ("UTINYINT" or "USMALLINT", "INTEGER" or "BIGINT")
                or ("UINTEGER", "BIGINT") or ("UBIGINT", "DECIMAL(20,0)") or ("TIMESTAMP_S" or "TIMESTAMP_MS", "TIMESTAMP")
                or ("DATE" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE") or ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
        };
    }

    private static string? Widened(string from, string into) => (from, Storable(into)) switch
    {
        ("INTEGER", "BIGINT") => "BIGINT",
        ("FLOAT", "DOUBLE") => "DOUBLE",
        var (a, b) when Decimal(a) is { } source && Decimal(b) is { } target && source.Scale == target.Scale && source.Precision < target.Precision => b,
        _ => null,
    };

    private static int? IntegerDigits(string type) => type switch
    {
        "TINYINT" => 3,
        "SMALLINT" => 5,
        "INTEGER" => 10,
        "BIGINT" => 19,
        _ => null,
    };

    public static (int Precision, int Scale)? Decimal(string type) =>
        DecimalType().Match(type) is { Success: true } match
            ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^DECIMAL\((\d+),\s*(\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalType();
}
