using System.Text.Json;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>The value of a column in files written before the column was added.</summary>
internal static class DefaultValue
{
    /// <summary>A text literal, which DuckDB casts to the column's type, or NULL. Defaults of structs, lists and maps are always NULL.</summary>
    public static string ToSql(NestedField field)
    {
        if (field.InitialDefault is not { } json || field.Type is not PrimitiveType type)
        {
            return "NULL";
        }

        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
        return SqlText.Literal(type.Kind is PrimitiveKind.Binary or PrimitiveKind.Fixed ? Escaped(text) : text);
    }

    /// <summary>Hexadecimal digits as the text of a BLOB: <c>\xAB\x01</c>.</summary>
    private static string Escaped(string hex) => string.Concat(hex.Chunk(2).Select(pair => "\\x" + new string(pair)));
}
