using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Relations;

/// <summary>dbt's <c>Column</c>.</summary>
/// <param name="name">As the table spells it.</param>
/// <param name="type">The whole type as the engine spells it: <c>DECIMAL(18,2)</c>.</param>
/// <param name="adapterType">The target's type; dbt spells text in another way for each.</param>
public sealed class ColumnValue(string name, string type, string adapterType) : JinjaObject
{
    private static readonly string[] Strings = ["text", "character varying", "character", "varchar", "string", "char"];
    private static readonly string[] Floats = ["real", "float4", "float", "double precision", "float8", "double"];
    private static readonly string[] Numerics = ["numeric", "decimal"];

    private static readonly string[] Integers =
    [
        "smallint", "integer", "bigint", "smallserial", "serial", "bigserial", "int2", "int4", "int8", "serial2", "serial4",
        "serial8", "tinyint", "utinyint", "usmallint", "uinteger", "ubigint", "hugeint", "uhugeint", "int", "int1",
        "int16", "int32", "int64",
    ];

    internal static readonly MemberTable<ColumnValue> Table = new MemberTable<ColumnValue>()
        .Property("name", c => c.Name)
        .Property("column", c => c.Name)
        .Property("quoted", c => SqlText.Identifier(c.Name))
        .Property("dtype", c => c.BaseType)
        .Property("data_type", c => c.DataType)
        .Property("expanded_data_type", c => c.Type)
        .Property("char_size", c => c.IsString ? PyBoxed(c.Parameter(0)) : null)
        .Property("numeric_precision", c => c.IsNumeric ? PyBoxed(c.Parameter(0)) : null)
        .Property("numeric_scale", c => c.IsNumeric ? PyBoxed(c.Parameter(1)) : null)
        .Method("is_string", (c, _) => PyBox.Of(c.IsString))
        .Method("is_number", (c, _) => PyBox.Of(c.IsFloat || c.IsInteger || c.IsNumeric))
        .Method("is_float", (c, _) => PyBox.Of(c.IsFloat))
        .Method("is_integer", (c, _) => PyBox.Of(c.IsInteger))
        .Method("is_numeric", (c, _) => PyBox.Of(c.IsNumeric))
        .Method("is_struct", (c, _) => PyBox.Of(c.Type.StartsWith("STRUCT", StringComparison.OrdinalIgnoreCase)))
        .Method("string_size", (c, _) => c.StringSize)
        .Method("can_expand_to", (c, a) => PyBox.Of(a.Required(0, "other_column") is ColumnValue other && c.CanExpandTo(other)))
        .Method("literal", (c, a) => $"{a.Text(0, "value")}::{c.DataType}");

    public string Name { get; } = name;

    public string Type { get; } = type;

    /// <summary>The type without its parameters; nested types whole.</summary>
    public string BaseType => Type.EndsWith(')') && IsSimple ? Type[..Type.IndexOf('(', StringComparison.Ordinal)] : Type;

    /// <summary>As dbt spells it: text is <c>character varying(n)</c>.</summary>
    public string DataType => IsString && adapterType != "trino" ? $"character varying({StringSize.ToString(CultureInfo.InvariantCulture)})" : Type;

    public bool IsString => Is(Strings);

    public bool IsFloat => Is(Floats);

    public bool IsInteger => Is(Integers);

    public bool IsNumeric => Is(Numerics);

    public long StringSize => IsString ? Parameter(0) ?? 256 : throw JinjaError.Value("Called string_size() on non-string field!");

    public override string TypeName => "Column";

    public override string Repr => $"<Column {Name} ({DataType})>";

    public override bool TryGetAttribute(string name, out object? value) => Table.TryGet(this, name, out value);

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return key is string name && TryGetAttribute(name, out value);
    }

    public override bool EqualTo(object? other) => other is ColumnValue column && column.Name == Name && column.Type == Type;

    public override int Hash() => HashCode.Combine(Name, Type);

    private static object? PyBoxed(long? number) => number is { } value ? PyBox.Of(value) : null;

    private bool CanExpandTo(ColumnValue other) => IsString && other.IsString && other.StringSize > StringSize;

    private bool IsSimple => Type.IndexOf('(', StringComparison.Ordinal) > 0
        && Type[(Type.IndexOf('(', StringComparison.Ordinal) + 1)..^1].All(c => char.IsAsciiDigit(c) || c is ',' or ' ');

    private bool Is(string[] names)
    {
        var open = Type.IndexOf('(', StringComparison.Ordinal);
        var bare = open < 0 ? Type : Type[..open];
        return names.Contains(bare.ToLowerInvariant(), StringComparer.Ordinal);
    }

    private long? Parameter(int index)
    {
        var open = Type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !IsSimple)
        {
            return null;
        }

        var parts = Type[(open + 1)..^1].Split(',');
        return index < parts.Length && long.TryParse(parts[index], CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
