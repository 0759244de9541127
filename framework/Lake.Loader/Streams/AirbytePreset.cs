using Lake.Yaml;

namespace Lake.Loader.Streams;

/// <summary>What files that Airbyte writes are like: each row at least once, with an id of its own, in files named by the day.</summary>
internal static class AirbytePreset
{
    public const string RawId = "_airbyte_raw_id";
    public const string ExtractedAt = "_airbyte_extracted_at";
    public const string Generation = "_airbyte_generation_id";
    public const string Meta = "_airbyte_meta";

    /// <summary>The whole record, where Airbyte does not flatten it.</summary>
    public const string Data = "_airbyte_data";

    private static readonly PathLayout? Layout = PathLayout.Parse("{year}_{month}_{day}_{epoch}_{part}");

    /// <summary>What the stream does not say itself.</summary>
    public static StreamDefinition Complete(StreamDefinition stream, MappingReader reader)
    {
        var mode = reader.Any("mode") is null ? LoadMode.AppendDeduplicated : stream.Mode;
        return stream with
        {
            Mode = mode,
            Keys = stream.Keys.IsEmpty && mode == LoadMode.AppendDeduplicated ? [RawId] : stream.Keys,
            Cursor = stream.Cursor ?? (mode is LoadMode.Upsert or LoadMode.Scd2 ? ExtractedAt : null),
            Layout = stream.Layout ?? Layout,
            PartitionColumns = reader.Boolean("partition_columns") ?? stream.Layout is not null,
            Payload = reader.Boolean("payload") ?? false,
        };
    }
}
