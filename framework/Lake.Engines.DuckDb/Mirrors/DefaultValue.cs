using System.Text.Json;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>The value of a column in files written before the column was added.</summary>
internal static class DefaultValue
{
    /// <summary>A literal, or NULL. Defaults of structs, lists and maps are always NULL.</summary>
    public static string ToSql(NestedField field)
    {
        if (field.InitialDefault is not { } json || field.Type is not PrimitiveType type)
        {
            return "NULL";
        }

        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
        return type.Kind is PrimitiveKind.Binary or PrimitiveKind.Fixed
            ? $"from_hex({SqlText.Literal(text)})"
            : $"CAST({SqlText.Literal(text)} AS {TypeMapping.ToDuckDb(type)})";
    }
}
