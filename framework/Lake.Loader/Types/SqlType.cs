using System.Collections.Immutable;

namespace Lake.Loader.Types;

/// <summary>A type of DuckDB as a tree; prints as SQL.</summary>
internal abstract record SqlType
{
    public static readonly SqlType Text = new ScalarType("VARCHAR");

    public bool IsNested => this is not ScalarType;

    public bool IsText => this is ScalarType { Name: "VARCHAR" };

    /// <summary>Of a type as the engine itself spells it; spellings of people go through <c>DeclaredTypes</c> first.</summary>
    public static SqlType Parse(string text) => SqlTypeParser.Parse(text);

    /// <summary>Whether the types are one; names of fields match without regard to case.</summary>
    public bool IsSameAs(SqlType other) => string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);
}

/// <param name="Name">In upper case with its arguments: <c>DECIMAL(10,2)</c>.</param>
internal sealed record ScalarType(string Name) : SqlType
{
    public override string ToString() => Name;
}

internal sealed record ListType(SqlType Element) : SqlType
{
    public override string ToString() => $"{Element}[]";
}

internal sealed record MapType(SqlType Key, SqlType Value) : SqlType
{
    public override string ToString() => $"MAP({Key}, {Value})";
}

internal sealed record StructType(ImmutableArray<StructField> Fields) : SqlType
{
    public StructField? Find(string name) => Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"STRUCT({string.Join(", ", Fields)})";
}

internal sealed record StructField(string Name, SqlType Type)
{
    public override string ToString() => $"{Sql.SqlText.Identifier(Name)} {Type}";
}
