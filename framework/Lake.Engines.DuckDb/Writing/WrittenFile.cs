namespace Lake.Engines.DuckDb.Writing;

/// <summary>A row of what COPY … RETURN_STATS gives: one file.</summary>
/// <param name="Columns">Statistics by the quoted path of each leaf column, such as <c>"st"."x"</c>.</param>
/// <param name="PartitionKeys">Values by partition column as text; null where the value is null.</param>
internal sealed record WrittenFile(
    string Path,
    long Rows,
    long Size,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Columns,
    IReadOnlyDictionary<string, string?> PartitionKeys)
{
    public static WrittenFile Read(object?[] row) => new(
        row[0] as string ?? "",
        Number(row[1]),
        Number(row[2]),
        Pairs(row[4]).ToDictionary(
            pair => (string)pair.Key,
            pair => (IReadOnlyDictionary<string, string>)Pairs(pair.Value).ToDictionary(p => (string)p.Key, p => p.Value as string ?? "")),
        Pairs(row[5]).ToDictionary(pair => (string)pair.Key, pair => pair.Value as string));

    private static KeyValuePair<object, object?>[] Pairs(object? cell) => cell as KeyValuePair<object, object?>[] ?? [];

    private static long Number(object? cell) => cell switch
    {
        long number => number,
        System.Numerics.BigInteger big => (long)big,
        _ => 0,
    };
}
