using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lake.Engines;

namespace Lake.Cli.Output;

/// <summary>
/// Cells as JSON. Integers and decimals are written with all their digits; NaN and the infinities, which JSON lacks, as
/// strings.
/// </summary>
internal static class JsonCells
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long or BigInteger or SqlDecimal:
                json.WriteRawValue(CellFormat.Text(cell) ?? "null");
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case SqlTimestamp timestamp:
                json.WriteStringValue(CellFormat.Timestamp(timestamp, 'T'));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case object?[] list:
                WriteList(json, list);
                break;
            case KeyValuePair<string, object?>[] fields:
                WriteObject(json, fields);
                break;
            case KeyValuePair<object, object?>[] entries:
                WriteObject(json, entries.Select(e => KeyValuePair.Create(CellFormat.Text(e.Key) ?? "", e.Value)));
                break;
            default:
                json.WriteStringValue(CellFormat.Text(cell));
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, object?[] list)
    {
        json.WriteStartArray();
        foreach (var item in list)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Key);
            Write(json, field.Value);
        }

        json.WriteEndObject();
    }
}
