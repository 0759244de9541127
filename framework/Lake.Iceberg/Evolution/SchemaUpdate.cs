using System.Collections.Immutable;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;
using Lake.Text;

namespace Lake.Iceberg.Evolution;

/// <summary>
/// Changes of a table's columns, one after another. Paths are full names such as <c>address.city</c>,
/// <c>tags.element</c> or <c>prices.value.amount</c>, matched without regard to case where that is unambiguous. A change
/// that the rules of schema evolution forbid fails with <see cref="IcebergRules.InvalidSchema"/>.
/// </summary>
public sealed class SchemaUpdate
{
    private readonly TableMetadata _table;
    private int _lastColumnId;

    internal SchemaUpdate(TableMetadata table)
    {
        _table = table;
        _lastColumnId = table.LastColumnId;
        Schema = table.Schema;
    }

    /// <summary>With the changes so far.</summary>
    public Schema Schema { get; private set; }

    /// <summary>At the end of the table or of its struct. Rows that exist have null.</summary>
    /// <param name="type">Its ids are assigned anew.</param>
    public SchemaUpdate AddColumn(string path, IcebergType type, string? doc = null)
    {
        var dot = path.LastIndexOf('.');
        return dot > 0 && Schema.FindIgnoringCase(path[..dot]) is not null
            ? AddColumn(path[..dot], path[(dot + 1)..], type, doc)
            : AddColumn(null, path, type, doc);
    }

    /// <param name="parentPath">Of the struct, list or map that gets the member; null for a column of the table.</param>
    /// <param name="name">May have dots in itself.</param>
    public SchemaUpdate AddColumn(string? parentPath, string name, IcebergType type, string? doc = null)
    {
        var parent = parentPath is null ? null : Container(Find(parentPath));
        var path = parentPath is null ? name : $"{parentPath}.{name}";
        var siblings = parent is null ? Schema.Struct : parent.Type as StructType ?? throw Refuse(
            $"'{Schema.PathOf(parent.Id)}' is a {parent.Type} and cannot get a member '{name}'.");
        if (siblings.Fields.Any(f => string.Equals(f.Name, name, StringComparison.Ordinal)))
        {
            throw Refuse($"There is already a column '{path}'.");
        }

        if (parent is not null && IsInMapKey(parent.Id))
        {
            throw Refuse($"'{path}' would change the key of a map.");
        }

        var id = ++_lastColumnId;
        var ids = new FreshIds(null, _lastColumnId);
        var field = new NestedField(id, name, ids.Assign(type, name)) { Doc = doc };
        _lastColumnId = ids.LastColumnId;
        Replace(parent?.Id, s => s with { Fields = s.Fields.Add(field) });
        return this;
    }

    public SchemaUpdate DropColumn(string path)
    {
        var field = Find(path);
        if (Schema.IdentifierFieldIds.Contains(field.Id))
        {
            throw Refuse($"Column '{path}' identifies rows and cannot be dropped.");
        }

        if (_table.Spec.Fields.FirstOrDefault(f => IsWithin(f.SourceId, field.Id)) is { } partition)
        {
            throw Refuse($"Column '{path}' is needed by the partition field '{partition.Name}'.", "change the partitioning first");
        }

        var order = _table.SortOrders.FirstOrDefault(o => o.OrderId == _table.DefaultSortOrderId);
        if (order?.Fields.Any(f => IsWithin(f.SourceId, field.Id)) == true)
        {
            throw Refuse($"Column '{path}' is needed by the table's sort order.");
        }

        var parent = Parent(field, path);
        if (parent is null && Schema.Fields.Length == 1)
        {
            throw Refuse($"'{path}' is the only column of the table.");
        }

        Replace(parent?.Id, s => s with { Fields = s.Fields.RemoveAll(f => f.Id == field.Id) });
        return this;
    }

    /// <param name="newName">The last part only.</param>
    public SchemaUpdate RenameColumn(string path, string newName)
    {
        var field = Find(path);
        var parent = Parent(field, path);
        var siblings = parent is null ? Schema.Struct : (StructType)parent.Type;
        if (siblings.Fields.Any(f => f.Id != field.Id && f.Name == newName))
        {
            throw Refuse($"There is already a column '{newName}'.");
        }

        Change(field, f => f with { Name = newName });
        return this;
    }

    /// <summary>Int to long, float to double, and more digits for decimals; anything else is refused.</summary>
    public SchemaUpdate PromoteColumn(string path, PrimitiveType type)
    {
        var field = Find(path);
        if (field.Type == type)
        {
            return this;
        }

        if (field.Type is not PrimitiveType old || !TypePromotion.IsAllowed(old, type) || IsInMapKey(field.Id))
        {
            throw Refuse(
                $"Column '{path}' cannot be changed from {field.Type} to {type}.",
                "allowed are int to long, float to double, and a larger precision of a decimal; else make a new column or replace the table");
        }

        Change(field, f => f with { Type = type });
        return this;
    }

    /// <summary>Required to optional.</summary>
    public SchemaUpdate MakeOptional(string path)
    {
        var field = Find(path);
        if (Schema.IdentifierFieldIds.Contains(field.Id) || IsInMapKey(field.Id))
        {
            throw Refuse($"Column '{path}' identifies rows or is the key of a map, and so must stay required.");
        }

        Change(field, f => f with { Required = false });
        return this;
    }

    public SchemaUpdate SetDoc(string path, string? doc)
    {
        Change(Find(path), f => f with { Doc = doc });
        return this;
    }

    public SchemaUpdate MoveFirst(string path) => Move(path, (fields, field) => fields.Insert(0, field));

    /// <param name="other">A column of the same struct.</param>
    public SchemaUpdate MoveAfter(string path, string other) => MoveNextTo(path, other, 1);

    /// <param name="other">A column of the same struct.</param>
    public SchemaUpdate MoveBefore(string path, string other) => MoveNextTo(path, other, 0);

    public SchemaUpdate SetIdentifierFields(IEnumerable<string> paths)
    {
        Schema = new Schema(Schema.SchemaId, Schema.Fields, [.. paths.Select(p => Find(p).Id)]);
        foreach (var id in Schema.IdentifierFieldIds)
        {
            SchemaRules.CheckIdentifier(Schema, id);
        }

        return this;
    }

    internal IEnumerable<TableUpdate> ToUpdates()
    {
        SchemaRules.Check(Schema);
        if (Schema.HasSameColumns(_table.Schema))
        {
            return [];
        }

        List<TableUpdate> updates = [new AddSchema(Schema, _lastColumnId), new SetCurrentSchema(TableUpdate.LastAdded)];
        if (NameMapping.Of(_table.Properties)?.Follow(Schema) is { } mapping)
        {
            updates.Add(new SetProperties(ImmutableSortedDictionary<string, string>.Empty.Add(NameMapping.Property, mapping.ToJson())));
        }

        updates.AddRange(ColumnProperties.Follow(_table, Schema));
        return updates;
    }

    /// <summary>New members of a list or map go to its element or value.</summary>
    private static NestedField Container(NestedField field) => field.Type switch
    {
        ListType list => list.ElementField,
        MapType map => map.ValueField,
        _ => field,
    };

    private static DiagnosticException Refuse(string message, string? hint = null) => IcebergRules.InvalidSchema.Error(null, message, hint);

    private NestedField Find(string path) => Schema.FindIgnoringCase(path) ?? throw IcebergRules.InvalidSchema.Error(
        null, $"There is no column '{path}'.", Spelling.Hint(path, Schema.AllFields.Select(f => f.Path)));

    private NestedField? Parent(NestedField field, string path)
    {
        var parent = Schema.ParentOf(field.Id) is { } id ? Schema.Find(id) : null;
        return parent is null or { Type: StructType } ? parent : throw Refuse($"'{path}' is the part of a {parent.Type}, not a column.");
    }

    private bool IsWithin(int id, int ancestor) =>
        id == ancestor || (Schema.ParentOf(id) is { } parent && IsWithin(parent, ancestor));

    private bool IsInMapKey(int id) => Schema.ParentOf(id) is { } parent
        && ((Schema.Find(parent)?.Type is MapType map && map.KeyId == id) || IsInMapKey(parent));

    private SchemaUpdate MoveNextTo(string path, string other, int offset)
    {
        var target = Find(other);
        if (Schema.ParentOf(target.Id) != Schema.ParentOf(Find(path).Id))
        {
            throw Refuse($"'{path}' and '{other}' are not members of the same struct.");
        }

        return Move(path, (fields, field) => fields.Insert(fields.IndexOf(fields.First(f => f.Id == target.Id)) + offset, field));
    }

    private SchemaUpdate Move(string path, Func<ImmutableArray<NestedField>, NestedField, ImmutableArray<NestedField>> place)
    {
        var field = Find(path);
        Replace(Parent(field, path)?.Id, s => s with { Fields = place(s.Fields.RemoveAll(f => f.Id == field.Id), field) });
        return this;
    }

    private void Replace(int? structId, Func<StructType, StructType> change) => Schema = structId is { } id
        ? SchemaEditor.Change(Schema, id, f => f with { Type = change((StructType)f.Type) })
        : new Schema(Schema.SchemaId, change(Schema.Struct).Fields, Schema.IdentifierFieldIds);

    private void Change(NestedField field, Func<NestedField, NestedField> change) =>
        Schema = SchemaEditor.Change(Schema, field.Id, change);
}
