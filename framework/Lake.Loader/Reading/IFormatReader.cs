using Lake.Loader.Files;

namespace Lake.Loader.Reading;

/// <summary>Makes rows of files of one format.</summary>
internal interface IFormatReader : IDisposable
{
    /// <summary>The files' rows, grouped by shape in the order of the files. Valid as long as the reader.</summary>
    ReadFiles Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken);

    /// <summary>Finds out, after the engine failed, which of the files it cannot read to the end.</summary>
    IReadOnlyList<RejectedFile> FindUnreadable(RowSource source, CancellationToken cancellationToken);
}

/// <param name="Sources">What can be read.</param>
/// <param name="Rejected">Files of which nothing is loaded.</param>
internal sealed record ReadFiles(IReadOnlyList<RowSource> Sources, IReadOnlyList<RejectedFile> Rejected);

/// <param name="Rule">Why: <see cref="Unreadable"/> or <see cref="Conflict"/>.</param>
/// <param name="Reason">In a sentence without the file.</param>
internal sealed record RejectedFile(RawFile File, string Rule, string Reason)
{
    public const string Unreadable = "unreadable";
    public const string Conflict = "columns";
}
