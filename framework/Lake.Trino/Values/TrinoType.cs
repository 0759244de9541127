using System.Collections.Immutable;

namespace Lake.Trino.Values;

/// <summary>A type as the server describes it.</summary>
/// <param name="Name">Without parameters: <c>decimal</c>, <c>timestamp with time zone</c>, <c>row</c>.</param>
/// <param name="Arguments">Element type of an array, key and value of a map, fields of a row.</param>
public sealed record TrinoType(string Name, ImmutableArray<TrinoField> Arguments)
{
    public TrinoType(string name)
        : this(name, [])
    {
    }
}

/// <param name="Name">Of a field of a row; null where it has none.</param>
public sealed record TrinoField(string? Name, TrinoType Type);

/// <param name="Text">The type as SQL spells it: <c>decimal(18, 2)</c>.</param>
public sealed record TrinoColumn(string Name, string Text, TrinoType Type);
