using System.Globalization;
using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Loader.Types;

namespace Lake.Loader.Reading;

/// <summary>
/// CSV files. The engine reads those that are plain, and itself converts the columns whose values are; the others go
/// through a stage. Files of equal headers are read together.
/// </summary>
/// <param name="typeOf">The type that a column is to have; text for most.</param>
internal sealed class CsvReader(StreamDefinition stream, Func<string, SqlType> typeOf) : TextFormatReader
{
    public override ReadFiles Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        var rejected = new List<RejectedFile>();
        var groups = new List<CsvGroup>();
        foreach (var file in files)
        {
            if (CsvHeader.Read(file, stream, out var header) is { } unreadable)
            {
                rejected.Add(unreadable);
                continue;
            }

            if (Scan(file, header, cancellationToken) is { } scan)
            {
                Group(groups, header.Names, isPlain: true).Add(file, scan);
            }
            else if (Group(groups, header.Names, isPlain: false).Stage(file, cancellationToken) is { } broken)
            {
                rejected.Add(broken);
            }
        }

        groups.ForEach(g => g.Dispose());
        return new ReadFiles([.. groups.Where(g => g.Files.Count > 0).Select(Source)], rejected);
    }

    private CsvScan? Scan(RawFile file, CsvHeader header, CancellationToken cancellationToken)
    {
        try
        {
            var proofs = header.Names.Select(name => FieldProof.Of(typeOf(name))).ToList();
            return header.IsPlain ? CsvScan.Of(file, stream.Csv, header.Length, header.EndedBy, proofs, cancellationToken) : null;
        }
        catch (Exception e) when (FileContent.Explain(e) is not null)
        {
            // The stage reads it again, and tells.
            return null;
        }
    }

    private CsvGroup Group(List<CsvGroup> groups, IReadOnlyList<string> header, bool isPlain)
    {
        if (groups is [.., var last] && last.IsPlain == isPlain && last.Header.SequenceEqual(header, StringComparer.Ordinal))
        {
            return last;
        }

        var group = new CsvGroup(stream, header, isPlain ? null : (NextStagePath(), NextStagePath()));
        groups.Add(group);
        return group;
    }

    private RowSource Source(CsvGroup group) => group.IsPlain ? Plain(group) : Staged(group);

    /// <summary>The rows with their lines, by way of a stage.</summary>
    private RowSource Restaged(CsvGroup plain, CancellationToken cancellationToken)
    {
        using var group = new CsvGroup(stream, plain.Header, (NextStagePath(), NextStagePath()));
        foreach (var file in plain.Files)
        {
            group.Stage(file.File, cancellationToken);
        }

        group.Dispose();
        return Staged(group);
    }

    private RowSource Plain(CsvGroup group)
    {
        var types = group.Header.Select((name, i) => group.IsProven(i) ? typeOf(name) : SqlType.Text).ToList();
        var columns = group.Header.Select((name, i) => new RowColumn(name, types[i], $"rows.{Field(i)}"));
        return WithPartitions(stream, new RowSource(group.Files, CsvSql.Read(group, stream.Csv, types), [.. columns], "rows.file_index")
        {
            WithLines = cancellationToken => Restaged(group, cancellationToken),
        });
    }

    private RowSource Staged(CsvGroup group) => Staged(stream, group.Files, group.Header, group.Good) with { Unreadable = Unreadable(group.Bad) };

    /// <summary>Records that are in a stage.</summary>
    public static RowSource Staged(StreamDefinition stream, IReadOnlyList<SourceFile> files, IReadOnlyList<string> header, StageWriter good)
    {
        var stage = new StageFile(good, ["raw_text", .. header.Select((_, i) => Field(i))]);
        var columns = header.Select((name, i) => new RowColumn(name, SqlType.Text, stage.Text(Field(i))));
        return WithPartitions(stream, new RowSource(files, $"{stage.ToSql()} AS rows", [.. columns], "rows.file_number")
        {
            Line = "rows.line_number",
            RawText = stage.Text("raw_text"),
        });
    }

    private static RowSource WithPartitions(StreamDefinition stream, RowSource source)
    {
        IReadOnlyList<RowColumn> partitions = !stream.PartitionColumns ? []
            : [.. FileValues.Partitions([.. source.Files.Select(f => f.File)], [.. source.Columns.Select(c => c.Name), .. RowMetadata.Names], source.FileNumber)];
        return source with { Columns = [.. source.Columns, .. partitions], PathColumns = [.. partitions.Select(p => p.Name)] };
    }

    internal static string Field(int number) => string.Create(CultureInfo.InvariantCulture, $"field{number}");
}
