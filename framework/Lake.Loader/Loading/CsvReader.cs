using System.Globalization;
using Lake.Loader.Files;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Loader.Tables;

namespace Lake.Loader.Loading;

/// <summary>CSV files. Fields are text unless the stream declares their type; files of equal headers are read together.</summary>
internal sealed class CsvReader(StreamDefinition stream) : TextFormatReader
{
    public override IReadOnlyList<RowSource> Read(IReadOnlyList<RawFile> files, FileProblems problems, CancellationToken cancellationToken)
    {
        var stager = new CsvStager(stream);
        var groups = new List<Group>();
        try
        {
            foreach (var file in files)
            {
                Group? group = null;
                if (TryOpen(file, problems, lines => group = Stage(stager, groups, file, lines, problems, cancellationToken)))
                {
                    group?.Files.Add(file);
                }
            }
        }
        finally
        {
            groups.ForEach(g => g.Dispose());
        }

        return [.. groups.Where(g => g.Files.Count > 0).Select(Source)];
    }

    /// <summary>Null when the file does not fit, which is reported.</summary>
    private Group? Stage(
        CsvStager stager, List<Group> groups, RawFile file, LineReader lines, FileProblems problems, CancellationToken cancellationToken)
    {
        var header = stager.ReadHeader(lines) ?? [];
        if (header.Any(name => name.Contains('\0', StringComparison.Ordinal)))
        {
            problems.Unreadable(file, "it is no text in UTF-8");
            return null;
        }

        if (FindConflict(header) is { } conflict)
        {
            problems.Conflict(file, conflict);
            return null;
        }

        if (groups is not [.., var group] || !group.Header.SequenceEqual(header, StringComparer.Ordinal))
        {
            group = new Group(header, NextStagePath(), NextStagePath());
            groups.Add(group);
        }

        stager.Stage(file.Number, header.Count, lines, group.Good, group.Bad, cancellationToken);
        return group;
    }

    private static string? FindConflict(IReadOnlyList<string> header)
    {
        var twice = header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            return $"its header names '{twice.Key}' twice";
        }

        return header.FirstOrDefault(RawTable.IsMetadata) is { } name
            ? $"its column '{name}' has the name of a column that the loader adds"
            : null;
    }

    private RowSource Source(Group group)
    {
        var fields = group.Header.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"field{i}")).ToList();
        var partitions = stream.PartitionColumns ? FileTable.Partitions(group.Files, group.Header) : [];
        return new RowSource(
            group.Files,
            Join(StageFile.Of(group.Good, ["raw_text", .. fields]), FileTable.ToSql(group.Files, partitions)),
            [.. group.Header.Select((name, i) => new RowColumn(name, "VARCHAR", Field(fields[i]), IsText: true)), .. FileTable.Columns(partitions)],
            "files.source_file",
            "rows.line_number",
            Field("raw_text"),
            Rejected(group.Bad, group.Files));
    }

    private sealed class Group(IReadOnlyList<string> header, string goodPath, string badPath) : IDisposable
    {
        public IReadOnlyList<string> Header { get; } = header;

        public StageWriter Good { get; } = new(goodPath);

        public StageWriter Bad { get; } = new(badPath);

        public List<RawFile> Files { get; } = [];

        public void Dispose()
        {
            Good.Dispose();
            Bad.Dispose();
        }
    }
}
