namespace Lake.DuckDb.Types;

/// <summary>A logical type. <see cref="object.ToString"/> gives its SQL text.</summary>
public abstract record DuckDbType(DuckDbTypeId Id)
{
    /// <summary>The name given to the type, as <c>JSON</c> is to text; null mostly.</summary>
    public string? Alias { get; init; }

    /// <summary>The type as SQL writes it, without regard to <see cref="Alias"/>.</summary>
    protected abstract string Sql { get; }

    public sealed override string ToString() => Alias ?? Sql;
}

/// <summary>A type that its id says all about.</summary>
public sealed record DuckDbPlainType(DuckDbTypeId Id) : DuckDbType(Id)
{
    protected override string Sql => Id switch
    {
        DuckDbTypeId.TimestampS => "TIMESTAMP_S",
        DuckDbTypeId.TimestampMs => "TIMESTAMP_MS",
        DuckDbTypeId.TimestampNs => "TIMESTAMP_NS",
        DuckDbTypeId.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDbTypeId.TimeTz => "TIME WITH TIME ZONE",
        DuckDbTypeId.TimeNs => "TIME_NS",
        DuckDbTypeId.SqlNull => "\"NULL\"",
        _ => Id.ToString().ToUpperInvariant(),
    };
}

public sealed record DuckDbDecimalType(byte Width, byte Scale) : DuckDbType(DuckDbTypeId.Decimal)
{
    protected override string Sql => $"DECIMAL({Width},{Scale})";
}

public sealed record DuckDbEnumType(IReadOnlyList<string> Values) : DuckDbType(DuckDbTypeId.Enum)
{
    protected override string Sql => $"ENUM({string.Join(", ", Values.Select(TypeText.Literal))})";
}

public sealed record DuckDbListType(DuckDbType Element) : DuckDbType(DuckDbTypeId.List)
{
    protected override string Sql => $"{Element}[]";
}

public sealed record DuckDbArrayType(DuckDbType Element, int Size) : DuckDbType(DuckDbTypeId.Array)
{
    protected override string Sql => $"{Element}[{Size}]";
}

public sealed record DuckDbMapType(DuckDbType Key, DuckDbType Value) : DuckDbType(DuckDbTypeId.Map)
{
    protected override string Sql => $"MAP({Key}, {Value})";
}

public sealed record DuckDbStructType(IReadOnlyList<DuckDbField> Fields) : DuckDbType(DuckDbTypeId.Struct)
{
    /// <summary>A struct from <c>row(…)</c> has fields without names.</summary>
    protected override string Sql => $"STRUCT({string.Join(", ", Fields)})";
}

public sealed record DuckDbUnionType(IReadOnlyList<DuckDbField> Members) : DuckDbType(DuckDbTypeId.Union)
{
    protected override string Sql => $"UNION({string.Join(", ", Members)})";
}

/// <summary>A named part of a struct or a union.</summary>
public sealed record DuckDbField(string Name, DuckDbType Type)
{
    public override string ToString() => Name.Length == 0 ? Type.ToString() : $"{TypeText.Identifier(Name)} {Type}";
}
