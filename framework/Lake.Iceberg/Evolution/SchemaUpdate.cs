using System.Collections.Immutable;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
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

    /// <summary>At the end of the table or of its struct.</summary>
    /// <param name="type">Its ids are assigned anew.</param>
    /// <param name="defaultJson">What rows that exist have, and new ones whose writer leaves the column out, as a JSON single value (format 3); else they have null.</param>
    public SchemaUpdate AddColumn(string path, IcebergType type, string? doc = null, string? defaultJson = null)
    {
        var dot = path.LastIndexOf('.');
        return dot > 0 && FindParent(path[..dot]) is not null
            ? AddColumn(path[..dot], path[(dot + 1)..], type, doc, defaultJson)
            : AddColumn(null, path, type, doc, defaultJson);
    }

    /// <param name="parentPath">Of the struct, list or map that gets the member; null for a column of the table.</param>
    /// <param name="name">May have dots in itself.</param>
    public SchemaUpdate AddColumn(string? parentPath, string name, IcebergType type, string? doc = null, string? defaultJson = null)
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
        var field = new NestedField(id, name, ids.Assign(type, name)) { Doc = doc, InitialDefault = defaultJson, WriteDefault = defaultJson };
        _lastColumnId = ids.LastColumnId;
        Replace(parent?.Id, s => s with { Fields = s.Fields.Add(field) });
        return this;
    }

    public SchemaUpdate DropColumn(string path)
    {
        var field = Find(path);
        if (Schema.IdentifierFieldIds.Any(id => IsWithin(id, field.Id)))
        {
            throw Refuse($"Column '{path}' identifies rows and cannot be dropped.");
        }

        if (PartitionOf(field) is { } partition)
        {
            throw Refuse($"Column '{path}' is needed by the partition field '{partition.Name}'.", "change the partitioning first");
        }

        var order = _table.SortOrders.FirstOrDefault(o => o.OrderId == _table.DefaultSortOrderId);
        if (order?.Fields.Any(f => IsWithin(f.SourceId, field.Id)) == true)
        {
            throw Refuse($"Column '{path}' is needed by the table's sort order.");
        }

        var parent = Parent(field, path);
        if (IsInMapKey(field.Id))
        {
            throw Refuse($"'{path}' would change the key of a map.");
        }

        if ((parent?.Type as StructType ?? Schema.Struct).Fields.Length == 1)
        {
            throw Refuse($"'{path}' is the only column of {(parent is null ? "the table" : $"'{Schema.PathOf(parent.Id)}'")}.", "drop the whole of it, or add another column first");
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

    /// <summary>Int to long, float to double, more digits for decimals, and in format 3 date to timestamp; anything else is refused.</summary>
    public SchemaUpdate PromoteColumn(string path, PrimitiveType type)
    {
        var field = Find(path);
        if (field.Type == type)
        {
            return this;
        }

        if (field.Type is not PrimitiveType old || !TypePromotion.IsAllowed(old, type, _table.FormatVersion) || IsInMapKey(field.Id))
        {
            throw Refuse(
                $"Column '{path}' cannot be changed from {field.Type} to {type}.",
                "allowed are int to long, float to double, and a larger precision of a decimal; else make a new column or replace the table");
        }

        if (old.Kind == PrimitiveKind.Date && PartitionOf(field) is { Transform: not TimeTransform } partition)
        {
            throw Refuse($"Column '{path}' cannot be changed to {type}, as the values of the partition field '{partition.Name}' would be others.", "change the partitioning first");
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

    /// <summary>What writers put where a row leaves the column out; null for nothing. Rows that exist stay as they are.</summary>
    public SchemaUpdate SetWriteDefault(string path, string? json)
    {
        Change(Find(path), f => f with { WriteDefault = json });
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
        SchemaRules.Check(Schema, _table.FormatVersion);
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

    /// <summary>A name may have dots of its own where nothing of that name can be its parent.</summary>
    private NestedField? FindParent(string path) => Schema.FindIgnoringCase(path)
        ?? (Schema.FindIgnoringCase(path.Split('.')[0]) is { Type: not PrimitiveType } ? Find(path) : null);

    private NestedField? Parent(NestedField field, string path)
    {
        var parent = Schema.ParentOf(field.Id) is { } id ? Schema.Find(id) : null;
        return parent is null or { Type: StructType } ? parent : throw Refuse($"'{path}' is the part of a {parent.Type}, not a column.");
    }

    private PartitionField? PartitionOf(NestedField field) => _table.Spec.Fields.FirstOrDefault(f => f.Transform is not VoidTransform && IsWithin(f.SourceId, field.Id));

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
