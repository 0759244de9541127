namespace Lake.Iceberg.Schemas;

/// <summary>Keys are always required.</summary>
public sealed record MapType(int KeyId, IcebergType Key, int ValueId, IcebergType Value, bool ValueRequired = false)
    : IcebergType
{
    public const string KeyName = "key";
    public const string ValueName = "value";

    /// <summary>The key as a field named <c>key</c>.</summary>
    public NestedField KeyField => new(KeyId, KeyName, Key, Required: true);

    /// <summary>The value as a field named <c>value</c>.</summary>
    public NestedField ValueField => new(ValueId, ValueName, Value, ValueRequired);

    public override string ToString() => $"map<{Key}, {Value}>";
}
