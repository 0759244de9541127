using System.Text.Json;
using Lake.Trino.Values;

namespace Lake.Trino.Queries;

/// <summary>Types from the server's signatures.</summary>
internal static class WireTypes
{
    public static TrinoColumn Column(WireColumn column) =>
        new(column.Name, column.Type, column.TypeSignature is { } signature ? Type(signature) : new TrinoType(column.Type));

    private static TrinoType Type(WireType type) =>
        new(type.RawType, [.. (type.Arguments ?? []).Select(Field).OfType<TrinoField>()]);

    /// <summary>Null for numbers such as a length, which the text of the type has.</summary>
    private static TrinoField? Field(WireArgument argument) => argument.Kind switch
    {
        "TYPE" => argument.Value.Deserialize(WireJson.Default.WireType) is { } type ? new TrinoField(null, Type(type)) : null,
        "NAMED_TYPE" => argument.Value.Deserialize(WireJson.Default.WireNamedType) is { } named
            ? new TrinoField(named.FieldName?.Name, Type(named.TypeSignature))
            : null,
        _ => null,
    };
}
