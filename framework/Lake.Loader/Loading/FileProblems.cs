using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>Collects what is wrong with files of a stream.</summary>
internal sealed class FileProblems(StreamDefinition stream)
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public void Unreadable(RawFile file, string reason) => Add(LoaderRules.UnreadableFile.At(
        stream.Location,
        $"{file.Name} cannot be read as {stream.Format.ToString().ToLowerInvariant()}, so nothing of it was loaded: {reason}",
        "deliver the file again, or move it out of the stream's path; the other files are not affected"));

    public void Conflict(RawFile file, string reason) => Add(LoaderRules.ColumnConflict.At(
        stream.Location,
        $"{file.Name} does not fit {stream.Target.Schema}.{stream.Target.Identifier}, so nothing of it was loaded: {reason}",
        "correct the file, or give such files a stream of their own"));

    public void Changed(RawFile file) => Add(LoaderRules.FileChanged.At(
        stream.Location,
        $"{file.Name} was loaded before and has other content now; the new content was not loaded",
        "files load once: deliver changed data under a new file name"));

    public void Malformed(RawFile file, long count, string example) => Add(LoaderRules.MalformedRows.At(
        stream.Location,
        $"{file.Name} has {count} malformed {(count == 1 ? "row" : "rows")}, so nothing of it was loaded ({example})",
        "correct the file, or set 'on_malformed: quarantine' to load its good rows"));

    public void Quarantined(long count, string example) => Add(LoaderRules.RowsQuarantined.At(
        stream.Location,
        $"{count} {(count == 1 ? "row" : "rows")} of stream '{stream.Name}' could not be loaded, for example {example}",
        $"see them with: lake query \"select * from {stream.Quarantine.Schema}.{stream.Quarantine.Identifier}\""));

    /// <summary>The engine's own words, with the stream they concern.</summary>
    public void Failed(DiagnosticException failure) => Add(LoaderRules.LoadFailed.At(
        stream.Location,
        $"stream '{stream.Name}' could not write {stream.Target.Schema}.{stream.Target.Identifier}: {failure.Diagnostic.Message}",
        failure.Diagnostic.Hint ?? "nothing of the files concerned was loaded; put it right and load again"));

    public void AddRange(FileProblems others) => _diagnostics.AddRange(others.Diagnostics);

    private void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);
}
