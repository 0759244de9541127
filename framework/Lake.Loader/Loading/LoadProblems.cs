using System.Globalization;
using Lake.Loader.Files;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>Collects what there is to say about a load of a stream.</summary>
internal sealed class LoadProblems(StreamDefinition stream)
{
    private static readonly DiagnosticRule[] OwnRules = [LoaderRules.CleanedFilesNeeded, LoaderRules.ContractBroken, LoaderRules.InvalidStream, LoaderRules.LedgerLost, LoaderRules.LoadFailed, LoaderRules.SourceFailed, LoaderRules.TooManyRejected];

    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public void NoFiles(string hint) => Add(LoaderRules.NoStreamFiles.At(
        stream.Location, $"no file matches '{stream.Path}', the path of stream '{stream.Name}'", hint));

    /// <summary>A file of which nothing is loaded: an error where the stream says so, else it is in the rejected table.</summary>
    /// <param name="isPlan">Whether nothing is loaded yet.</param>
    public void Rejected(RejectedFile file, bool isPlan = false)
    {
        var rule = file.Rule == RejectedFile.Conflict ? LoaderRules.ColumnConflict : LoaderRules.UnreadableFile;
        var what = file.Rule == RejectedFile.Conflict ? $"does not fit {Table}" : $"cannot be read as {stream.Format.ToString().ToLowerInvariant()}";
        Add(rule.At(stream.Location, $"{file.File.Name} {what}, so nothing of it {(isPlan ? "would be" : "was")} loaded: {file.Reason}", "correct the file and deliver it again; the other files are not affected") with
        {
            Severity = stream.OnMalformed == MalformedPolicy.Fail ? Severity.Error : Severity.Warning,
        });
    }

    public void Changed(RawFile file) => Add(LoaderRules.FileChanged.At(
        stream.Location,
        $"{file.Name} was loaded before and has other content now; the new content was not loaded",
        "deliver changed data under a new file name, or set 'on_change: reload' to let it take the old rows' place"));

    /// <summary>A registered file that has changed, and is left as it was registered.</summary>
    public void RegisteredChanged(RawFile file) => Add(LoaderRules.RegisteredFileChanged.At(
        stream.Location,
        $"{file.Name} has changed since {Table} reads it where it lies; reading the table may fail or give wrong rows",
        "put the file back as it was, or set 'on_change: reload' to register it again"));

    /// <param name="isWithdrawn">Whether it was taken out of the table.</param>
    public void RegisteredGone(string name, bool isWithdrawn) => Add(LoaderRules.RegisteredFileGone.At(
        stream.Location,
        isWithdrawn ? $"{name} is gone, so it was taken out of {Table}" : $"{name} is gone, which {Table} reads where it lay; the table cannot be read",
        isWithdrawn ? null : "put the file back, or set 'on_change: reload' to take it out of the table") with
    {
        Severity = isWithdrawn ? Severity.Warning : Severity.Error,
    });

    public void Malformed(RawFile file, long count, string example) => Add(LoaderRules.MalformedRows.At(
        stream.Location,
        $"{file.Name} has {count} malformed {(count == 1 ? "row" : "rows")}, so nothing of it was loaded ({example})",
        "correct the file, or set 'on_malformed: quarantine' to load its good rows"));

    public void RowsRejected(long count, string example) => Add(LoaderRules.RowsRejected.At(
        stream.Location,
        $"{count} {(count == 1 ? "row" : "rows")} of stream '{stream.Name}' could not be loaded, for example {example}",
        $"see them with: lake query \"select * from {stream.Rejected.Schema}.{stream.Rejected.Identifier}\""));

    public void SourceFailed(string message) => Add(LoaderRules.SourceFailed.At(
        stream.Location, $"the database of the stream '{stream.Name}' cannot be read: {message}", "put it right and load again: what was committed is not loaded twice"));

    public void RowsDiscarded(long count) => Add(LoaderRules.RowsDiscarded.At(
        stream.Location, string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")} of stream '{stream.Name}' were discarded as its contract says"), null));

    public void SchemaChanged(IEnumerable<string> changes) => Add(LoaderRules.SchemaChanged.At(
        stream.Location,
        $"{Table} has changed with its files: {string.Join("; ", changes.Select(c => c.Replace("IF NOT EXISTS ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)))}",
        null));

    public void Cleaned(string what) => Add(LoaderRules.Cleaned.At(stream.Location, what, null));

    public void CleanupFailed(RawFile file, string reason) => Add(LoaderRules.CleanupFailed.At(
        stream.Location, $"{file.Name}, whose rows are committed, could not be {(stream.Cleanup.Archive is null ? "deleted" : "archived")}: {reason}", "it stays where it is; put that right, and the next load tries again"));

    /// <summary>A declared column has another type than the table, which stays as it is.</summary>
    public void DeclaredOtherwise(string column, string declared, string inTable) => Add(LoaderRules.DeclaredOtherwise.At(
        stream.Columns.FirstOrDefault(c => Tables.RawTable.Same(c.Name, column))?.Location ?? stream.Location,
        $"the stream '{stream.Name}' declares '{column}' as {declared}, but {Table} has it as {inTable}",
        string.Create(CultureInfo.InvariantCulture, $"load the files again with the declared types: lake load --full-refresh {stream.Name}")));

    /// <summary>The engine's own words, with the stream they concern.</summary>
    public void Failed(DiagnosticException failure)
    {
        if (Array.Exists(OwnRules, rule => rule == failure.Diagnostic.Rule))
        {
            _diagnostics.AddRange(failure.Diagnostics);
            return;
        }

        Add(LoaderRules.LoadFailed.At(
            stream.Location,
            $"stream '{stream.Name}' could not write {Table}: {failure.Diagnostic.Message}",
            failure.Diagnostic.Hint ?? "nothing of the files concerned was loaded; put it right and load again"));
    }

    public void AddRange(LoadProblems others) => _diagnostics.AddRange(others.Diagnostics);

    private string Table => $"{stream.Target.Schema}.{stream.Target.Identifier}";

    private void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);
}
