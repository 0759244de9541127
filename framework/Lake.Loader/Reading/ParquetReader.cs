using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Reading;

/// <summary>Parquet files, read where they are. Files of equal columns are read together.</summary>
/// <param name="typeInTable">The type of a column of the raw table, or as declared; null for a column that is new.</param>
internal sealed class ParquetReader(StreamDefinition stream, IEngineSession session, Func<string, SqlType?> typeInTable) : IFormatReader
{
    private readonly ParquetFooters _footers = new(session);

    public ReadFiles Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        var rejected = new List<RejectedFile>();
        var groups = new List<(ParquetFooter Footer, List<SourceFile> Files)>();
        foreach (var (file, footer, problem) in _footers.Read(files, cancellationToken))
        {
            if (footer is null)
            {
                rejected.Add(new RejectedFile(file, RejectedFile.Unreadable, problem));
            }
            else if (FindConflict(footer) is { } conflict)
            {
                rejected.Add(new RejectedFile(file, RejectedFile.Conflict, conflict));
            }
            else if (groups is [.., var last] && last.Footer.Shape == footer.Shape && FilePattern.IsPattern(last.Files[0].File.FullPath) == FilePattern.IsPattern(file.FullPath))
            {
                last.Files.Add(new SourceFile(file, footer.Rows));
            }
            else
            {
                groups.Add((footer, [new SourceFile(file, footer.Rows)]));
            }
        }

        return new ReadFiles([.. groups.Select(g => Source(g.Files, g.Footer.Columns))], rejected);
    }

    public IReadOnlyList<RejectedFile> FindUnreadable(RowSource source, CancellationToken cancellationToken)
    {
        var unreadable = new List<RejectedFile>();
        foreach (var (file, _, _) in source.Files)
        {
            try
            {
                session.Execute($"SELECT max(hash(rows)) FROM read_parquet({FilePattern.Literal(file.FullPath)}, hive_partitioning = false) AS rows", cancellationToken).Dispose();
            }
            catch (DiagnosticException e)
            {
                unreadable.Add(new RejectedFile(file, RejectedFile.Unreadable, e.Diagnostic.Message));
            }
        }

        return unreadable;
    }

    public void Dispose()
    {
    }

    private string? FindConflict(ParquetFooter footer)
    {
        foreach (var (name, type) in footer.Columns)
        {
            if (RowMetadata.Contains(name))
            {
                return $"its column '{name}' has the name of a column that the loader adds";
            }

            if (typeInTable(name) is { } known && !TypeRules.HaveOneShape(type, known))
            {
                return $"its column '{name}' is {type}, the table's is {known}";
            }
        }

        return footer.Columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"it names the column '{twice.Key}' twice"
            : null;
    }

    private RowSource Source(List<SourceFile> files, IReadOnlyList<(string Name, SqlType Type)> columns)
    {
        IReadOnlyList<RowColumn> partitions = stream.PartitionColumns
            ? [.. FileValues.Partitions([.. files.Select(f => f.File)], [.. columns.Select(c => c.Name), .. RowMetadata.Names], "rows.file_index")]
            : [];
        return new RowSource(
            files,
            $"read_parquet({FilePattern.List(files.Select(f => f.File))}, hive_partitioning = false) AS rows",
            [.. columns.Select(c => new RowColumn(c.Name, c.Type, $"rows.{SqlText.Identifier(c.Name)}")), .. partitions],
            "rows.file_index")
        {
            PathColumns = [.. partitions.Select(p => p.Name)],
            Line = "rows.file_row_number + 1",
            RawText = "CAST(to_json(rows) AS VARCHAR)",
        };
    }
}
