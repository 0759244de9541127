using System.Globalization;
using Lake.Sql;

namespace Lake.Loader.Types;

/// <summary>Turns values of one type into values of another, field by field where they are nested.</summary>
internal sealed class ValueConversion(TextConversion texts)
{
    /// <summary>SQL for the value in the other type. Where that may fail it is null, and <see cref="IsWrong"/> tells.</summary>
    public string Value(string value, SqlType from, SqlType into) => Convert(value, from, into, 0);

    /// <summary>SQL that is true when the value would be lost or changed; null when none can be.</summary>
    public string? IsWrong(string value, SqlType from, SqlType into)
    {
        if (TypeRules.Fits(from, into))
        {
            return null;
        }

        return from.IsText
            ? texts.IsWrong(value, into)
            : $"({value} IS NOT NULL AND {Value(Value(value, from, into), into, from)} IS DISTINCT FROM {value})";
    }

    private string Convert(string value, SqlType from, SqlType into, int depth) => (from, into) switch
    {
        _ when from.IsSameAs(into) => value,
        (ScalarType a, ScalarType b) => Scalar(value, a, b),
        (ListType a, ListType b) => Each(value, item => Convert(item, a.Element, b.Element, depth + 1), depth),
        (StructType a, StructType b) => $"CASE WHEN {value} IS NOT NULL THEN {Pack(value, a, b, depth)} END",
        (MapType a, MapType b) =>
            $"map_from_entries({Each($"map_entries({value})", entry => $"struct_pack(k := {Convert($"{entry}.key", a.Key, b.Key, depth + 1)}, v := {Convert($"{entry}.value", a.Value, b.Value, depth + 1)})", depth)})",
        _ when from.IsText => texts.Value(value, into),
        _ => $"TRY_CAST({value} AS {into})",
    };

    private string Pack(string value, StructType from, StructType into, int depth)
    {
        var fields = into.Fields.Select(field => $"{SqlText.Identifier(field.Name)} := " + (from.Find(field.Name) is { } source
            ? Convert($"struct_extract({value}, {SqlText.Literal(source.Name)})", source.Type, field.Type, depth)
            : $"CAST(NULL AS {field.Type})"));
        return $"struct_pack({string.Join(", ", fields)})";
    }

    private static string Each(string list, Func<string, string> convert, int depth)
    {
        var item = string.Create(CultureInfo.InvariantCulture, $"lake_item{depth}");
        return $"list_transform({list}, lambda {item}: {convert(item)})";
    }

    private string Scalar(string value, ScalarType from, ScalarType into) => (from.Name, into.Name) switch
    {
        ("VARCHAR", _) => texts.Value(value, into),
        ("TIMESTAMP WITH TIME ZONE", "VARCHAR") => $"(CAST({value} AT TIME ZONE 'UTC' AS VARCHAR) || '+00')",
        ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP") => $"({value} AT TIME ZONE 'UTC')",
        ("TIMESTAMP WITH TIME ZONE", "DATE") => $"CAST({value} AT TIME ZONE 'UTC' AS DATE)",
        ("DATE" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE") =>
            texts.Zoned($"TRY_CAST({value} AS TIMESTAMP)"),
        _ when TypeRules.Fits(from, into) => $"CAST({value} AS {into})",
        _ => $"TRY_CAST({value} AS {into})",
    };
}
