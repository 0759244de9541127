using Lake.Sql;

namespace Lake.Engines.DuckDb.Tests.Evolution;

internal enum FieldKind
{
    Int,
    Long,
    Float,
    Double,
    Text,
    Struct,
    List,
    Map,
}

/// <summary>A column or a part of one. It stays the same object whatever it is called, as a field of Iceberg keeps its id.</summary>
internal sealed class Field(string name, FieldKind kind)
{
    public string Name { get; set; } = name;

    public FieldKind Kind { get; set; } = kind;

    /// <summary>Members of a struct, the element of a list, the value of a map.</summary>
    public List<Field> Parts { get; } = [];

    public string Type => Kind switch
    {
        FieldKind.Int => "INTEGER",
        FieldKind.Long => "BIGINT",
        FieldKind.Float => "FLOAT",
        FieldKind.Double => "DOUBLE",
        FieldKind.Text => "VARCHAR",
        FieldKind.Struct => $"STRUCT({string.Join(", ", Parts.Select(p => $"{SqlText.Identifier(p.Name)} {p.Type}"))})",
        FieldKind.List => $"{Parts[0].Type}[]",
        FieldKind.Map => $"MAP(VARCHAR, {Parts[0].Type})",
    };

    /// <summary>A value as SQL. Structs hold values by field, so that what a field never had is null.</summary>
    public string Literal(object? value) => $"CAST({Text(value)} AS {Type})";

    private string Text(object? value) => value switch
    {
        null => "NULL",
        string text => SqlText.Literal(text),
        Dictionary<Field, object?> members =>
            $"{{{string.Join(", ", Parts.Select(p => $"{SqlText.Literal(p.Name)}: {p.Literal(members.GetValueOrDefault(p))}"))}}}",
        List<object?> elements => $"[{string.Join(", ", elements.Select(Parts[0].Literal))}]",
        Dictionary<string, object?> entries => $"MAP {{{string.Join(", ", entries.Select(e => $"{SqlText.Literal(e.Key)}: {Parts[0].Literal(e.Value)}"))}}}",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType()} is no value of the model."),
    };
}
