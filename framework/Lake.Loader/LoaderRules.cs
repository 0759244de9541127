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
        "unreadable-stream-file", Severity.Error, "A file cannot be read in the format of its stream. Nothing of it was loaded; the other files were.");

    public static readonly DiagnosticRule FileChanged = new(
        "loaded-file-changed", Severity.Warning, "A file was loaded and has other content now. Files load once: deliver changes under a new name.");

    public static readonly DiagnosticRule MalformedRows = new(
        "malformed-rows", Severity.Error, "A file of a stream with `on_malformed: fail` has rows that cannot be loaded. Nothing of the file was loaded.");

    public static readonly DiagnosticRule RowsQuarantined = new(
        "rows-quarantined", Severity.Warning, "Some rows could not be loaded; they are in the stream's quarantine table with the reason.");

    public static readonly DiagnosticRule ColumnConflict = new(
        "stream-column-conflict", Severity.Error, "The columns of a file do not fit the raw table or the stream. Nothing of the file was loaded.");

    public static readonly DiagnosticRule LoadFailed = new(
        "load-failed", Severity.Error, "The engine refused to write the raw table. Nothing of the files concerned was loaded.");
}
