using System.Collections.Immutable;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>A column of a Parquet file, or a part of one: a member of a struct, an element of a list, a key or value of a map.</summary>
/// <param name="Id">Null in files of writers that know no field ids.</param>
/// <param name="Type">As DuckDB reads it; empty for what has parts.</param>
/// <param name="Parts">Of a struct its members, of a list <c>element</c>, of a map <c>key</c> and <c>value</c>.</param>
internal sealed record FileColumn(string Name, int? Id, string Type, ImmutableArray<FileColumn> Parts)
{
    /// <summary>The part that holds a field: by its id, where the file has any.</summary>
    public FileColumn? Find(NestedField field) => Parts.FirstOrDefault(part => part.IsOf(field));

    /// <summary>
    /// Whether DuckDB, which looks at the names of parts only, reads the field out of this column: no name may stand for
    /// another field than it did when the file was written.
    /// </summary>
    public bool IsReadByName(NestedField field) => field.Type switch
    {
        StructType type => type.Fields.All(member => NamedAs(member) == Find(member))
            && type.Fields.Any(member => Find(member) is not null)
            && type.Fields.All(member => Find(member) is { } part ? part.IsReadByName(member) : member.InitialDefault is null),
        ListType type => Parts is [var element] && element.IsReadByName(type.ElementField),
        MapType type => Parts is [_, var value] && value.IsReadByName(type.ValueField),
        _ => true,
    };

    /// <summary>The same column with the ids that a table gives the names in it.</summary>
    public FileColumn WithIds(NameMapping mapping, ImmutableArray<string> around)
    {
        var path = around.Add(Name);
        return this with { Id = mapping.Find(path.AsSpan()), Parts = [.. Parts.Select(part => part.WithIds(mapping, path))] };
    }

    public bool Equals(FileColumn? other) =>
        other is not null && Name == other.Name && Id == other.Id && Type == other.Type && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Name, Id, Type, Parts.Length);

    public override string ToString() => $"{Name} {Id} {Type}({string.Join(',', Parts)})";

    private bool IsOf(NestedField field) => Id is { } id ? id == field.Id : IsNamed(field.Name);

    private bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    private FileColumn? NamedAs(NestedField field) => Parts.FirstOrDefault(part => part.IsNamed(field.Name));
}
