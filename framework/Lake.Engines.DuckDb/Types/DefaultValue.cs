using System.Text.Json;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Types;

/// <summary>The values of columns that a file, or a statement, leaves out.</summary>
internal static class DefaultValue
{
    /// <summary>Of files written before the column was added: a text literal, which DuckDB casts to the column's type, or NULL.</summary>
    public static string ToSql(NestedField field) => Literal(field.Type, field.InitialDefault);

    /// <summary>Defaults of structs, lists and maps are always NULL.</summary>
    private static string Literal(IcebergType of, string? json)
    {
        if (json is null or "null" || of is not PrimitiveType type)
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
