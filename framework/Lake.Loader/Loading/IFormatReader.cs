using Lake.Loader.Files;

namespace Lake.Loader.Loading;

/// <summary>Makes rows of files of one format.</summary>
internal interface IFormatReader : IDisposable
{
    /// <summary>
    /// The files' rows, grouped by shape in the order of the files. A file that cannot be read is reported to
    /// <paramref name="problems"/> and left out. Valid as long as the reader.
    /// </summary>
    IReadOnlyList<RowSource> Read(IReadOnlyList<RawFile> files, FileProblems problems, CancellationToken cancellationToken);

    /// <summary>Finds out, after the engine failed, which of the files it cannot read to the end; they are reported.</summary>
    IReadOnlyList<RawFile> FindUnreadable(RowSource source, FileProblems problems, CancellationToken cancellationToken);
}
