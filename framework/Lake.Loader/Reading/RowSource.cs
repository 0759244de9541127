using Lake.Loader.Files;
using Lake.Loader.Types;

namespace Lake.Loader.Reading;

/// <summary>Rows of some files of one shape, as SQL.</summary>
/// <param name="Files">Where the rows come from, with the number of rows of each.</param>
/// <param name="From">What stands after <c>FROM</c>.</param>
/// <param name="Columns">Every column for the raw table but the metadata.</param>
/// <param name="FileNumber">SQL for the place of the row's file in <paramref name="Files"/>, from 0.</param>
internal sealed record RowSource(IReadOnlyList<SourceFile> Files, string From, IReadOnlyList<RowColumn> Columns, string FileNumber)
{
    /// <summary>SQL for the number of the line or row within the file; null where the engine does not tell.</summary>
    public string? Line { get; init; }

    /// <summary>Those of the columns whose values are in the files' paths.</summary>
    public IReadOnlyList<string> PathColumns { get; init; } = [];

    /// <summary>SQL for the row as text, to quarantine it.</summary>
    public string RawText { get; init; } = "NULL";

    /// <summary>
    /// Queries for what could not even be read as rows: number of the file, line, text and reason.
    /// </summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>The same rows with their lines, for when some of them turn out to be wrong.</summary>
    public Func<CancellationToken, RowSource>? WithLines { get; init; }

    public long Rows => Files.Sum(f => f.Rows);

    /// <summary>SQL for the name of the row's file, in a form that is written quickly.</summary>
    public string FileName => FileValues.Enumerated([.. Files.Select(f => f.File.Name)], FileNumber);

    /// <summary>SQL for a value that all rows of a file share.</summary>
    public string ByFile(Func<RawFile, string?> value) => FileValues.ToSql([.. Files.Select(f => f.File)], value, FileNumber);
}

/// <param name="File">The file.</param>
/// <param name="Rows">How many rows of it can be read.</param>
/// <param name="Unreadable">How many of its lines cannot.</param>
internal sealed record SourceFile(RawFile File, long Rows, long Unreadable = 0);

/// <param name="Name">In the raw table.</param>
/// <param name="TypeInFiles">As the files have it.</param>
/// <param name="Sql">The value as the files have it.</param>
internal sealed record RowColumn(string Name, SqlType TypeInFiles, string Sql)
{
    /// <summary>Whether it is declared and no row has it.</summary>
    public bool IsAbsent { get; init; }
}
