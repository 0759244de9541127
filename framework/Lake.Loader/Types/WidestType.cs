using System.Globalization;

namespace Lake.Loader.Types;

/// <summary>The narrowest type that holds all values of two types; text where there is no better one.</summary>
internal static class WidestType
{
    private static readonly string[] Integers = ["INTEGER", "BIGINT"];

    public static SqlType Join(SqlType a, SqlType b) => (a, b) switch
    {
        _ when a.IsSameAs(b) => a,
        (ScalarType x, ScalarType y) => new ScalarType(Join(x.Name, y.Name)),
        (ListType x, ListType y) => new ListType(Join(x.Element, y.Element)),
        (MapType x, MapType y) => new MapType(Join(x.Key, y.Key), Join(x.Value, y.Value)),
        (StructType x, StructType y) => new StructType(
        [
            .. x.Fields.Select(f => y.Find(f.Name) is { } other ? f with { Type = Join(f.Type, other.Type) } : f),
            .. y.Fields.Where(f => x.Find(f.Name) is null),
        ]),
        _ => SqlType.Text,
    };

    private static string Join(string a, string b)
    {
        var integer = Math.Min(Array.IndexOf(Integers, a), Array.IndexOf(Integers, b)) < 0 ? -1 : Math.Max(Array.IndexOf(Integers, a), Array.IndexOf(Integers, b));
        return integer >= 0 ? Integers[integer]
            : (Number(a), Number(b)) is ({ } x, { } y) ? Decimal(x, y)
            : Array.TrueForAll([a, b], type => IsFloating(type) || type == "INTEGER") ? "DOUBLE"
            : Array.TrueForAll([a, b], IsTime) ? Array.Find([a, b], type => type == "TIMESTAMP WITH TIME ZONE") ?? "TIMESTAMP"
            : "VARCHAR";
    }

    private static string Decimal((int Precision, int Scale) a, (int Precision, int Scale) b)
    {
        var (whole, scale) = (Math.Max(a.Precision - a.Scale, b.Precision - b.Scale), Math.Max(a.Scale, b.Scale));
        return whole + scale <= 38 ? string.Create(CultureInfo.InvariantCulture, $"DECIMAL({whole + scale},{scale})") : "VARCHAR";
    }

    private static bool IsFloating(string type) => type is "FLOAT" or "DOUBLE";

    private static bool IsTime(string type) => type is "DATE" or "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE";

    private static (int Precision, int Scale)? Number(string type) => type switch
    {
        "INTEGER" => (10, 0),
        "BIGINT" => (19, 0),
        _ => TypeRules.Decimal(type),
    };
}
