using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// Fields as expressions over the columns of one file, part for part by id. It is how values keep to their fields when
/// parts of a struct are renamed, dropped or come again under an old name.
/// </summary>
internal static class FieldSql
{
    /// <param name="value">The column, or the part of one, as SQL.</param>
    /// <param name="column">What the file has there; null when it was written before the field was added.</param>
    public static string Of(string value, FileColumn? column, NestedField field, int depth = 0)
    {
        var type = TypeMapping.ToDuckDb(field.Type);
        return column is null ? $"CAST({DefaultValue.ToSql(field)} AS {type})" : field.Type switch
        {
            StructType s => Struct(value, column, s, depth),
            ListType list when column.Parts is [var element] => List(value, element, list.ElementField, depth),
            MapType map when column.Parts is [var key, var item] =>
                $"map({List($"map_keys({value})", key, map.KeyField, depth)}, {List($"map_values({value})", item, map.ValueField, depth)})",
            _ => column.Type == type ? value : $"CAST({value} AS {type})",
        };
    }

    private static string Struct(string value, FileColumn column, StructType type, int depth)
    {
        var members = type.Fields.Select(member =>
        {
            var part = column.Find(member);
            var inner = part is null ? "" : $"struct_extract({value}, {SqlText.Literal(part.Name)})";
            return $"{SqlText.Identifier(member.Name)} := {Of(inner, part, member, depth)}";
        });
        return $"CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", members)}) END";
    }

    private static string List(string value, FileColumn element, NestedField field, int depth)
    {
        var name = FormattableString.Invariant($"x{depth}");
        var inner = Of(name, element, field, depth + 1);
        return inner == name ? value : $"list_transform({value}, lambda {name}: {inner})";
    }
}
