using Lake.Loader.Files;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>
/// JSON lines. The line itself is kept as <c>payload</c>; scalars at its top are columns beside it, and so is whatever
/// the stream declares.
/// </summary>
internal sealed class JsonReader(StreamDefinition stream) : TextFormatReader
{
    public override IReadOnlyList<RowSource> Read(IReadOnlyList<RawFile> files, FileProblems problems, CancellationToken cancellationToken)
    {
        using var good = new StageWriter(NextStagePath());
        using var bad = new StageWriter(NextStagePath());
        var kinds = new JsonKinds();
        var stager = new JsonStager(good, bad, kinds);
        var read = new List<RawFile>();
        foreach (var file in files)
        {
            if (TryOpen(file, problems, lines => stager.Stage(file.Number, lines, cancellationToken)))
            {
                read.Add(file);
            }
        }

        good.Dispose();
        bad.Dispose();
        return read.Count == 0 ? [] : [Source(read, kinds, good, bad)];
    }

    private RowSource Source(List<RawFile> files, JsonKinds kinds, StageWriter good, StageWriter bad)
    {
        var partitions = stream.PartitionColumns ? FileTable.Partitions(files, stream.Columns.Select(c => c.Name)) : [];
        var taken = partitions.Append(RawTable.Payload).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = kinds.Columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.OrdinalIgnoreCase);
        var declared = stream.Columns.Select(c => (c.Name, Type: seen.GetValueOrDefault(c.Name, "VARCHAR")));
        var columns = declared.Concat(kinds.Columns)
            .DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .Where(c => !taken.Contains(c.Name) && !RawTable.IsMetadata(c.Name) && c.Name.AsSpan().IndexOfAny('"', '\\') < 0)
            .Select(c => new RowColumn(c.Name, c.Type, $"({Field(RawTable.Payload)} ->> {SqlText.Literal($"$.\"{c.Name}\"")})", IsText: true, IsProven: seen.ContainsKey(c.Name)));
        return new RowSource(
            files,
            Join(StageFile.Of(good, [RawTable.Payload]), FileTable.ToSql(files, partitions)),
            [.. columns, .. FileTable.Columns(partitions), new RowColumn(RawTable.Payload, "VARCHAR", Field(RawTable.Payload), IsText: true)],
            "files.source_file",
            "rows.line_number",
            Field(RawTable.Payload),
            Rejected(bad, files));
    }
}
