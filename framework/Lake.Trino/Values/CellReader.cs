using System.Globalization;
using System.Text.Json;

namespace Lake.Trino.Values;

/// <summary>Reads cells of one type. A null cell is read before it gets here.</summary>
/// <param name="json">Of a token that is not null; the reader stands on its last token afterwards.</param>
internal delegate object? CellReader(ref Utf8JsonReader json);

internal static class CellReaders
{
    private static readonly Func<string, object> Integer = text => long.Parse(text, CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, Func<string, object>> Texts = new(StringComparer.Ordinal)
    {
        ["boolean"] = text => text == "true",
        ["tinyint"] = Integer,
        ["smallint"] = Integer,
        ["integer"] = Integer,
        ["bigint"] = Integer,
        ["real"] = text => float.Parse(text, CultureInfo.InvariantCulture),
        ["double"] = text => double.Parse(text, CultureInfo.InvariantCulture),
        ["decimal"] = text => TrinoDecimal.Parse(text),
        ["varbinary"] = Convert.FromBase64String,
        ["uuid"] = text => Guid.Parse(text),
        ["date"] = TrinoDate.Read,
        ["time"] = text => TrinoTime.Parse(text),
        ["time with time zone"] = text => TrinoTime.Parse(text),
        ["timestamp"] = text => TrinoTimestamp.Parse(text),
        ["timestamp with time zone"] = text => TrinoTimestamp.Parse(text),
        ["interval year to month"] = text => TrinoInterval.ParseYearToMonth(text),
        ["interval day to second"] = text => TrinoInterval.ParseDayToSecond(text),
    };

    public static CellReader Of(TrinoType type) => type.Name switch
    {
        "boolean" => (ref json) => json.GetBoolean(),
        "tinyint" or "smallint" or "integer" or "bigint" => (ref json) => json.GetInt64(),
        "real" => (ref json) => json.TokenType == JsonTokenType.String ? Special(ref json).Single : json.GetSingle(),
        "double" => (ref json) => json.TokenType == JsonTokenType.String ? Special(ref json).Double : json.GetDouble(),
        "array" => Array(Of(type.Arguments[0].Type)),
        "map" => Map(type.Arguments[0].Type, Of(type.Arguments[1].Type)),
        "row" => Row(type),
        var name when Texts.TryGetValue(name, out var parse) => (ref json) => parse(json.GetString() ?? ""),
        _ => Raw,
    };

    /// <summary>The cell under the reader, null included.</summary>
    public static object? Read(CellReader reader, ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : reader(ref json);

    private static (float Single, double Double) Special(ref Utf8JsonReader json) => json.GetString() switch
    {
        "NaN" => (float.NaN, double.NaN),
        "Infinity" => (float.PositiveInfinity, double.PositiveInfinity),
        "-Infinity" => (float.NegativeInfinity, double.NegativeInfinity),
        var text => (float.Parse(text ?? "", CultureInfo.InvariantCulture), double.Parse(text ?? "", CultureInfo.InvariantCulture)),
    };

    private static CellReader Array(CellReader element) => (ref json) =>
    {
        var items = new List<object?>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(element, ref json));
        }

        return items.ToArray();
    };

    /// <summary>Keys are texts in JSON, whatever their type.</summary>
    private static CellReader Map(TrinoType keys, CellReader value)
    {
        var parse = Texts.GetValueOrDefault(keys.Name, text => text);
        return (ref json) =>
        {
            var entries = new List<KeyValuePair<object, object?>>();
            while (json.Read() && json.TokenType != JsonTokenType.EndObject)
            {
                var key = parse(json.GetString() ?? "");
                json.Read();
                entries.Add(new(key, Read(value, ref json)));
            }

            return entries.ToArray();
        };
    }

    private static CellReader Row(TrinoType type)
    {
        var fields = type.Arguments.Select((f, i) => (Name: f.Name ?? string.Create(CultureInfo.InvariantCulture, $"field{i}"), Reader: Of(f.Type))).ToArray();
        return (ref json) =>
        {
            var cells = new KeyValuePair<string, object?>[fields.Length];
            for (var i = 0; i < fields.Length; i++)
            {
                json.Read();
                cells[i] = new(fields[i].Name, Read(fields[i].Reader, ref json));
            }

            json.Read();
            return cells;
        };
    }

    /// <summary>Text, JSON, addresses, sketches and whatever comes in future: as the server writes it.</summary>
    private static readonly CellReader Raw = (ref json) =>
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        using var value = JsonDocument.ParseValue(ref json);
        return value.RootElement.GetRawText();
    };
}
