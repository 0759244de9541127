using System.Collections.Immutable;
using System.Globalization;

namespace Lake.Iceberg.Metadata;

/// <summary>Names of table properties that change what is written.</summary>
public static class TableProperties
{
    public const string FormatVersion = "format-version";
    public const string ParquetCompression = "write.parquet.compression-codec";
    public const string DeleteMode = "write.delete.mode";
    public const string UpdateMode = "write.update.mode";
    public const string MergeMode = "write.merge.mode";
    public const string MergeOnRead = "merge-on-read";
    public const string CopyOnWrite = "copy-on-write";

    /// <summary>They are part of the metadata itself and never stored as properties.</summary>
    private static readonly ImmutableArray<string> Reserved =
    [
        FormatVersion, "uuid", "snapshot-count", "current-snapshot-id", "current-snapshot-summary",
        "current-snapshot-timestamp-ms", "current-schema", "default-partition-spec", "default-sort-order",
    ];

    internal static ImmutableSortedDictionary<string, string> WithoutReserved(ImmutableSortedDictionary<string, string> properties) =>
        properties.RemoveRange(Reserved);

    internal static int ReadFormatVersion(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version is >= 1 and <= TableMetadata.NewestReadable
            ? version
            : throw IcebergRules.UnsupportedFormat.Error(null, $"Tables of format version {text} cannot be written.", $"use one from {TableMetadata.DefaultVersion} to {TableMetadata.NewestReadable}");
}
