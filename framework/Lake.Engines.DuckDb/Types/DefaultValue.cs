using System.Globalization;
using System.Text.Json;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Types;

/// <summary>The values of columns that a file, or a statement, leaves out.</summary>
internal static class DefaultValue
{
    /// <summary>Of files written before the column was added: a text literal, which DuckDB casts to the column's type, or NULL.</summary>
    public static string ToSql(NestedField field) => ToSql(field.Type, field.InitialDefault);

    /// <summary>Likewise of rows that are written without the column.</summary>
    public static string OfNewRows(NestedField field) => ToSql(field.Type, field.WriteDefault);

    private static string ToSql(IcebergType type, string? json) => Of(json) is { } value && Text(type, value) is { } text ? SqlText.Literal(text) : "NULL";

    private static JsonElement? Of(string? json)
    {
        if (json is null or "null")
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string? Text(IcebergType type, JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : type switch
    {
        StructType s => $"{{{string.Join(", ", s.Fields.Select(member => $"{Quoted(member.Name)}: {Inner(member.Type, MemberOf(value, member))}"))}}}",
        ListType list => $"[{string.Join(", ", value.EnumerateArray().Select(item => Inner(list.Element, item)))}]",
        MapType map => $"{{{string.Join(", ", value.GetProperty("keys").EnumerateArray().Zip(value.GetProperty("values").EnumerateArray(), (key, item) => $"{Inner(map.Key, key)}={Inner(map.Value, item)}"))}}}",
        PrimitiveType { Kind: PrimitiveKind.Binary or PrimitiveKind.Fixed } => Escaped(Plain(value)),
        _ => Plain(value),
    };

    /// <summary>A struct that is given without a member leaves it to the member's own default.</summary>
    private static JsonElement? MemberOf(JsonElement value, NestedField member) =>
        value.TryGetProperty(member.Id.ToString(CultureInfo.InvariantCulture), out var given) ? given : Of(member.InitialDefault);

    /// <summary>As DuckDB reads the parts of a nested value out of a text.</summary>
    private static string Inner(IcebergType type, JsonElement? value) =>
        value is { } given && Text(type, given) is { } text ? type is PrimitiveType ? Quoted(text) : text : "NULL";

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>Hexadecimal digits as the text of a BLOB: <c>\xAB\x01</c>.</summary>
    private static string Escaped(string hex) => string.Concat(hex.Chunk(2).Select(pair => "\\x" + new string(pair)));
}
