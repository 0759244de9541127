namespace Lake.Loader.Reading;

/// <summary>The columns that the loader adds to every row.</summary>
internal static class RowMetadata
{
    /// <summary>Unique in the table.</summary>
    public const string RawId = "_raw_id";
    public const string LoadedAt = "_loaded_at";
    public const string SourceFile = "_source_file";

    /// <summary>Those of a stream that keeps versions.</summary>
    public const string ValidFrom = "valid_from";
    public const string ValidTo = "valid_to";
    public const string IsCurrent = "is_current";

    public static readonly IReadOnlyList<string> Names = [RawId, LoadedAt, SourceFile];

    public static bool Contains(string column) => Names.Contains(column, StringComparer.OrdinalIgnoreCase);
}
