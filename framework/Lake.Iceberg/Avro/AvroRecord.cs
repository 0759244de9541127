namespace Lake.Iceberg.Avro;

/// <summary>
/// A decoded record. Values are null, bool, int, long, float, double, byte[], string, <see cref="AvroRecord"/>,
/// List&lt;object?&gt; (arrays) or List of key and value (maps).
/// </summary>
internal sealed class AvroRecord(AvroSchema schema, object?[] values)
{
    public AvroSchema Schema { get; } = schema;

    public object? this[int index] => values[index];

    public int Count => values.Length;

    /// <summary>Null when there is no such field.</summary>
    public object? Get(int id, string name)
    {
        var index = Schema.IndexOf(id, name);
        return index < 0 ? null : values[index];
    }

    public bool Has(int id, string name) => Schema.IndexOf(id, name) >= 0;

    public long? GetLong(int id, string name) => Get(id, name) switch
    {
        null => null,
        long l => l,
        int i => i,
        var other => throw Unexpected(name, other),
    };

    public int? GetInt(int id, string name) => GetLong(id, name) is { } value ? checked((int)value) : null;

    public string? GetString(int id, string name) => Get(id, name) switch
    {
        null => null,
        string s => s,
        var other => throw Unexpected(name, other),
    };

    public byte[]? GetBytes(int id, string name) => Get(id, name) switch
    {
        null => null,
        byte[] b => b,
        var other => throw Unexpected(name, other),
    };

    public bool? GetBoolean(int id, string name) => Get(id, name) switch
    {
        null => null,
        bool b => b,
        var other => throw Unexpected(name, other),
    };

    public AvroRecord? GetRecord(int id, string name) => Get(id, name) switch
    {
        null => null,
        AvroRecord r => r,
        var other => throw Unexpected(name, other),
    };

    public List<object?>? GetList(int id, string name) => Get(id, name) switch
    {
        null => null,
        List<object?> l => l,
        var other => throw Unexpected(name, other),
    };

    private static InvalidDataException Unexpected(string name, object value) =>
        new($"the field '{name}' has an unexpected type ({value.GetType().Name})");
}
