using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>ALTER COLUMN … TYPE. A struct gets the members of its new type: others go, those of a name keep their values.</summary>
internal static class AlterType
{
    public static void Run(StatementContext context, Transaction transaction, LakeTable table, ChangeColumnType change)
    {
        if (change.Using is { } value)
        {
            throw context.Unsupported(value, "Changing a type leaves the stored values as they are, so there is no USING.", "add a new column and UPDATE it");
        }

        var path = change.Path.ToString();
        var type = Alter.TypeOf(context, table, path, change.Type);
        if (table.Table.Schema.FindIgnoringCase(path) is { } known && !IsAlike(known.Type, type))
        {
            throw context.Unsupported(change.Type, $"A column cannot become a list, struct or map, or stop being one: '{path}' is a {known.Type}.", "add a new column");
        }

        transaction.UpdateSchema(schema => Change(schema, path, schema.Schema.FindIgnoringCase(path)?.Type ?? type, type));
    }

    private static bool IsAlike(IcebergType from, IcebergType to) => (from, to) switch
    {
        (StructType old, StructType other) => other.Fields.All(f => Find(old, f.Name) is not { } known || IsAlike(known.Type, f.Type)),
        (ListType old, ListType other) => IsAlike(old.Element, other.Element),
        (MapType old, MapType other) => IsAlike(old.Key, other.Key) && IsAlike(old.Value, other.Value),
        _ => from is PrimitiveType && to is PrimitiveType,
    };

    private static void Change(SchemaUpdate schema, string path, IcebergType from, IcebergType to)
    {
        switch (from, to)
        {
            case (StructType old, StructType other):
                foreach (var field in other.Fields)
                {
                    if (Find(old, field.Name) is { } known)
                    {
                        Change(schema, $"{path}.{known.Name}", known.Type, field.Type);
                    }
                    else
                    {
                        schema.AddColumn(path, field.Name, field.Type);
                    }
                }

                foreach (var gone in old.Fields.Where(f => Find(other, f.Name) is null))
                {
                    schema.DropColumn($"{path}.{gone.Name}");
                }

                break;
            case (ListType old, ListType other):
                Change(schema, path + ".element", old.Element, other.Element);
                break;
            case (MapType old, MapType other):
                Change(schema, path + ".value", old.Value, other.Value);
                break;
            case (_, PrimitiveType type):
                schema.PromoteColumn(path, type);
                break;
            default:
                break;
        }
    }

    private static NestedField? Find(StructType type, string name) =>
        type.Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}
