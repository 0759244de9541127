using Lake.Text;

namespace Lake.Loader;

/// <summary>What can be wrong with streams and with the files they load.</summary>
public static class LoaderRules
{
    public static readonly DiagnosticRule InvalidStream = new(
        "invalid-stream", Severity.Error, "An entry of `streams` lacks something or has a value of the wrong kind.");

    public static readonly DiagnosticRule DuplicateStream = new(
        "duplicate-stream", Severity.Error, "Two streams have one name or load into one table; every stream has a raw table of its own.");

    public static readonly DiagnosticRule NoStreamFiles = new(
        "no-stream-files", Severity.Warning, "No file matches the path of a stream; check the path, which is relative to the project folder.");

    public static readonly DiagnosticRule UnreadableFile = new(
        "unreadable-stream-file", Severity.Warning, "A file cannot be read in the format of its stream. Nothing of it was loaded, and the stream's rejected table says why; the other files were loaded. An error with `on_malformed: fail`.");

    public static readonly DiagnosticRule FileChanged = new(
        "loaded-file-changed", Severity.Warning, "A file was loaded and has other content now. Deliver changes under a new name, or let `on_change: reload` replace the old rows.");

    public static readonly DiagnosticRule RegisteredFileGone = new(
        "registered-file-gone", Severity.Error, "A raw table reads a file where its source put it, and the file is not there any more, so the table cannot be read. With `on_change: reload` it is taken out of the table.");

    public static readonly DiagnosticRule RegisteredFileChanged = new(
        "registered-file-changed", Severity.Error, "A raw table reads a file where its source put it, and the source has changed the file since: what the table knows of it, such as its length, is not true any more. With `on_change: reload` it is registered again.");

    public static readonly DiagnosticRule MalformedRows = new(
        "malformed-rows", Severity.Error, "A file of a stream with `on_malformed: fail` has rows that cannot be loaded. Nothing of the file was loaded.");

    public static readonly DiagnosticRule RowsRejected = new(
        "rows-rejected", Severity.Warning, "Some rows could not be loaded; they are in the stream's rejected table with the reason.");

    public static readonly DiagnosticRule SchemaChanged = new(
        "stream-schema-changed", Severity.Information, "New files have brought columns that the raw table lacked, or wider types; it was changed.");

    public static readonly DiagnosticRule DeclaredOtherwise = new(
        "stream-declared-otherwise", Severity.Warning, "A stream declares a column with another type than its raw table has. The table stays as it is until the stream is loaded anew.");

    public static readonly DiagnosticRule ContractBroken = new(
        "stream-contract-broken", Severity.Error, "Files of a stream with a frozen contract have another column or a value of another type. Nothing of the files concerned was loaded.");

    public static readonly DiagnosticRule RowsDiscarded = new(
        "rows-discarded", Severity.Information, "The contract or a rule of a stream let some rows go; they are kept nowhere.");

    public static readonly DiagnosticRule SourceFailed = new(
        "postgres-source-failed", Severity.Error, "The database of a stream cannot be read. What was committed before stays; the next load goes on from there.");

    public static readonly DiagnosticRule ColumnConflict = new(
        "stream-column-conflict", Severity.Warning, "The columns of a file do not fit the raw table or the stream. Nothing of the file was loaded, and the stream's rejected table says why. An error with `on_malformed: fail`.");

    public static readonly DiagnosticRule TooManyRejected = new(
        "too-many-rejected", Severity.Error, "More rows of a load could not be loaded than the stream's `max_rejected` allows. Nothing of the files concerned was loaded.");

    public static readonly DiagnosticRule Cleaned = new(
        "stream-cleaned", Severity.Information, "What a stream's `cleanup` asks for was done: files that were loaded long ago were archived or deleted, or old rejected rows removed.");

    public static readonly DiagnosticRule CleanupFailed = new(
        "stream-cleanup-failed", Severity.Warning, "A loaded file could not be archived or deleted. It stays where it is, and is not loaded again; the next load tries once more.");

    public static readonly DiagnosticRule CleanedFilesNeeded = new(
        "cleaned-files-needed", Severity.Error, "A raw table was to be made anew of all its files, of which the stream's `cleanup` has taken some away: their rows would be lost. Nothing was changed.");

    public static readonly DiagnosticRule LedgerLost = new(
        "load-ledger-lost", Severity.Error, "The table that lists the loaded files of a stream is gone, so that loading could double rows.");

    public static readonly DiagnosticRule LoadFailed = new(
        "load-failed", Severity.Error, "The engine refused to write the raw table. Nothing of the files concerned was loaded.");
}
