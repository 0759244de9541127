using System.Collections.Immutable;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Types;

/// <summary>The columns of a table that a query is to fill, from the names and types that DuckDB gives them.</summary>
internal static class ColumnPlan
{
    /// <summary>A schema for the columns of a query. Refuses what Iceberg cannot store.</summary>
    public static Schema SchemaOf(IReadOnlyList<RelationColumn> columns, Location? location, int formatVersion = 2)
    {
        var fields = ImmutableArray.CreateBuilder<NestedField>();
        var id = 0;
        foreach (var column in columns)
        {
            var type = TypeOf(column.Name, column.Type, location, formatVersion);
            var shifted = Shift(type, id + 1);
            fields.Add(new NestedField(id + 1, column.Name, shifted.Type));
            id = shifted.LastId;
        }

        return new Schema(0, fields.ToImmutable());
    }

    public static IcebergType TypeOf(string column, string type, Location? location, int formatVersion = 2) =>
        TypeMapping.ToIceberg(DuckType.Parse(type), formatVersion) ?? throw EngineRules.UnsupportedType.Error(
            location,
            $"Column '{column}' has the type {type}, which Iceberg tables {(Newer(type) ? "store from format 3 on" : "cannot store")}.",
            $"cast it to a type that they can, for example {SqlText.Identifier(column)}::{Instead(type)}{(Newer(type) ? ", or make the table with 'format-version' = '3'" : "")}");

    /// <summary>Names as CREATE TABLE AS gives them: repeated ones get a number.</summary>
    public static ImmutableArray<RelationColumn> Distinct(IReadOnlyList<RelationColumn> columns)
    {
        var taken = new HashSet<string>(columns.Select(c => c.Name), StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var result = ImmutableArray.CreateBuilder<RelationColumn>(columns.Count);
        foreach (var column in columns)
        {
            var name = column.Name;
            for (var i = 1; !seen.Add(name); i++)
            {
                var next = FormattableString.Invariant($"{column.Name}_{i}");
                name = taken.Add(next) ? next : name;
            }

            result.Add(column with { Name = name });
        }

        return result.ToImmutable();
    }

    private static bool Newer(string type) => type is "TIMESTAMP_NS" or "VARIANT";

    private static string Instead(string type) =>
        type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? "TIMESTAMP"
        : type.StartsWith("TIME", StringComparison.Ordinal) ? "TIME"
        : type.StartsWith("INTERVAL", StringComparison.Ordinal) ? "VARCHAR, or epoch(…) for seconds"
        : "VARCHAR";

    /// <summary>The same type with ids from <paramref name="id"/> + 1 on, so that ids differ over a whole schema.</summary>
    private static (IcebergType Type, int LastId) Shift(IcebergType type, int id)
    {
        switch (type)
        {
            case StructType s:
                var fields = ImmutableArray.CreateBuilder<NestedField>();
                foreach (var field in s.Fields)
                {
                    var own = ++id;
                    var (inner, last) = Shift(field.Type, own);
                    fields.Add(field with { Id = own, Type = inner });
                    id = last;
                }

                return (new StructType(fields.ToImmutable()), id);
            case ListType l:
                var element = ++id;
                var shiftedElement = Shift(l.Element, element);
                return (l with { ElementId = element, Element = shiftedElement.Type }, shiftedElement.LastId);
            case MapType m:
                var keyId = ++id;
                var key = Shift(m.Key, keyId);
                var valueId = key.LastId + 1;
                var value = Shift(m.Value, valueId);
                return (m with { KeyId = keyId, Key = key.Type, ValueId = valueId, Value = value.Type }, value.LastId);
            default:
                return (type, id);
        }
    }
}
