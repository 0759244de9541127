using Lake.Text;
using Lake.Yaml;

namespace Lake.Loader.Streams;

/// <summary>What keys of a stream need of each other.</summary>
internal static class StreamCheck
{
    public static void Check(StreamDefinition stream, MappingReader reader, Action<Diagnostic> report)
    {
        if (stream.Format == StreamFormat.Csv && !stream.Csv.Header && stream.Columns.IsEmpty)
        {
            Say("columns", $"{reader.What} has neither a header nor columns", "name the fields in order under 'columns:'");
        }

        CheckMode(stream, reader, Say);
        CheckRegister(stream, Say);
        CheckNewRows(stream, reader, Say);
        if (stream.Preset == StreamPreset.Airbyte && (stream.Webhook is not null || stream.Postgres is not null))
        {
            Say("preset", $"the preset airbyte of the stream '{stream.Name}' is for files", "give the stream a 'path'");
        }

        if (reader.Any("generations") is not null && stream.Preset != StreamPreset.Airbyte)
        {
            Say("generations", $"'generations' means nothing to {reader.What}", "only the preset airbyte has generations");
        }

        if (CleanupValues.Obstacle(stream) is { } obstacle)
        {
            Say("cleanup", $"'cleanup' of the stream '{stream.Name}' cannot take files away: the stream {obstacle}", "write 'files: keep', or remove 'files' and 'archive'; an archive beside the files needs a name that begins with _, such as 'data/orders/_archive'");
        }

        void Say(string key, string message, string hint) =>
            report(LoaderRules.InvalidStream.At(reader.Any(key)?.Location ?? reader.Mapping.Location, message, hint));
    }

    /// <summary>What a mode must be told.</summary>
    private static void CheckMode(StreamDefinition stream, MappingReader reader, Action<string, string, string> say)
    {
        if (stream.Mode is LoadMode.AppendDeduplicated or LoadMode.Upsert or LoadMode.Scd2 && stream.Keys.IsEmpty)
        {
            say("mode", $"{reader.What} has no 'keys', which its mode needs", "name the columns that tell one thing from another: 'keys: [id]'");
        }

        if (stream.Mode == LoadMode.ReplacePartition && stream.PartitionBy.IsEmpty)
        {
            say("mode", $"{reader.What} replaces partitions, but has no 'partition_by'", "name what parts the table: 'partition_by: [day(created_at)]'");
        }

        if (stream.Mode == LoadMode.ReplacePartition && stream.PartitionBy.FirstOrDefault(p => p.Value("t") is null) is { } vague)
        {
            say("partition_by", $"the partitions {vague} of {reader.What} cannot be replaced", "replace partitions of columns, or of their year, month, day or hour");
        }
    }

    /// <summary>Rows that nobody looks at cannot be held to anything.</summary>
    private static void CheckRegister(StreamDefinition stream, Action<string, string, string> say)
    {
        var obstacle = stream.Register == RegisterPolicy.Never ? null
            : stream.Format != StreamFormat.Parquet || stream.Webhook is not null || stream.Postgres is not null ? "files that are not Parquet"
            : stream.Mode != LoadMode.Append ? $"the mode {StreamValues.Name(stream.Mode)}"
            : !stream.PartitionBy.IsEmpty ? "'partition_by'"
            : !stream.Keys.IsEmpty ? "'keys'"
            : !stream.Rules.IsEmpty ? "rules"
            : null;
        if (obstacle is not null)
        {
            say("register", $"'register' of the stream '{stream.Name}' does not go with {obstacle}", "registered files are read as they are; remove 'register' to have their rows copied");
        }
    }

    /// <summary>Which rows count as new.</summary>
    private static void CheckNewRows(StreamDefinition stream, MappingReader reader, Action<string, string, string> say)
    {
        if (stream.Postgres is { Watermark: null, LoadedFlag: null } && stream.Mode is LoadMode.Append or LoadMode.ReplacePartition)
        {
            say("postgres", $"{reader.What} would add all rows of the database with each load", "give 'postgres' a 'watermark' or a 'loaded_flag', or choose 'mode: upsert'");
        }

        if (stream.Cursor is not null && stream.Mode is LoadMode.Append or LoadMode.ReplacePartition)
        {
            say("cursor", $"'cursor' means nothing to {reader.What}, whose rows all stay", "remove it, or choose 'mode: upsert', 'append-deduplicated' or 'scd2'");
        }
    }
}
