using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Types;
using Lake.Text;

namespace Lake.Loader.Reading;

/// <summary>What the footer of a Parquet file says.</summary>
/// <param name="Shape">Equal for files of equal columns.</param>
internal sealed record ParquetFooter(string Shape, long Rows, IReadOnlyList<(string Name, SqlType Type)> Columns);

/// <summary>Reads the footers of many files at once.</summary>
internal sealed class ParquetFooters(IEngineSession session)
{
    private readonly Dictionary<string, IReadOnlyList<(string Name, SqlType Type)>> _columns = new(StringComparer.Ordinal);

    /// <summary>In the order of the files; without a footer there is a reason.</summary>
    public IEnumerable<(RawFile File, ParquetFooter? Footer, string Problem)> Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return [];
        }

        if (TryRead(files, cancellationToken, out var problem) is { } footers)
        {
            return files.Select(f => (f, (ParquetFooter?)footers[f.FullPath], ""));
        }

        // One of them is broken: halves, until it is alone.
        return files.Count == 1
            ? [(files[0], null, problem)]
            : Read([.. files.Take(files.Count / 2)], cancellationToken).Concat(Read([.. files.Skip(files.Count / 2)], cancellationToken));
    }

    private Dictionary<string, ParquetFooter>? TryRead(IReadOnlyList<RawFile> files, CancellationToken cancellationToken, out string problem)
    {
        problem = "";
        try
        {
            return Read(FilePattern.List(files), cancellationToken);
        }
        catch (DiagnosticException e)
        {
            session.Recover();
            problem = e.Diagnostic.Message;
            return null;
        }
    }

    private Dictionary<string, ParquetFooter> Read(string files, CancellationToken cancellationToken)
    {
        var rows = Query($"SELECT file_name, num_rows FROM parquet_file_metadata({files})", cancellationToken)
            .ToDictionary(row => row[0] as string ?? "", row => (long)(row[1] ?? 0L), StringComparer.Ordinal);
        var shapes = Query(
            $"""
            SELECT file_name, string_agg(concat_ws(' ', name, type, type_length, repetition_type, num_children, converted_type, scale, precision, logical_type, field_id), chr(10) ORDER BY place)
            FROM (SELECT *, row_number() OVER () AS place FROM parquet_schema({files})) GROUP BY file_name
            """,
            cancellationToken);
        return shapes.ToDictionary(
            row => row[0] as string ?? "",
            row => new ParquetFooter(row[1] as string ?? "", rows[row[0] as string ?? ""], Columns(row[0] as string ?? "", row[1] as string ?? "")),
            StringComparer.Ordinal);
    }

    private IReadOnlyList<(string Name, SqlType Type)> Columns(string path, string shape) =>
        _columns.TryGetValue(shape, out var known) ? known
            : _columns[shape] =
            [
                .. session.DescribeQuery($"SELECT * FROM read_parquet({FilePattern.Literal(path)}, hive_partitioning = false)")
                    .Select(c => (c.Name, SqlType.Parse(c.Type))),
            ];

    private List<object?[]> Query(string sql, CancellationToken cancellationToken)
    {
        using var result = session.Execute(sql, cancellationToken);
        return [.. result.Rows];
    }
}
