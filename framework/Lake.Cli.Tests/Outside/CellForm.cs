using System.Globalization;
using System.Text.Json;

namespace Lake.Cli.Tests.Outside;

/// <summary>Cells of two programs in one form, so that equal ones are equal texts.</summary>
internal static class CellForm
{
    public const string Null = "∅";

    /// <param name="type">The Iceberg type, such as <c>decimal(18, 2)</c>.</param>
    /// <param name="text">As another reader printed it: timestamps in milliseconds since the epoch.</param>
    public static string OfForeign(string? text, string type) => text is null ? Null : type switch
    {
        "float" or "double" => Number(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => text,
    };

    public static string OfLake(JsonElement cell, string type) => cell.ValueKind == JsonValueKind.Null ? Null : type switch
    {
        "boolean" => cell.GetBoolean() ? "true" : "false",
        "float" or "double" => cell.ValueKind == JsonValueKind.Number ? Number(cell.GetDouble()) : cell.GetString() ?? "",
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => Milliseconds(cell.GetString() ?? ""),
        _ => cell.ValueKind == JsonValueKind.String ? cell.GetString() ?? "" : cell.GetRawText(),
    };

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Milliseconds(string timestamp)
    {
        var instant = DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }
}
