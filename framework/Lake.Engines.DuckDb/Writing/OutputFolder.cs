using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>A folder into which DuckDB writes files whose names it chooses. Whatever is left in it at the end goes.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _location;
    private bool _isKept;

    public OutputFolder(IFileIO io, string location)
    {
        (_location, Path) = (location, io.OutputPath(location));
        Guard(() => Directory.CreateDirectory(Path));
    }

    public string Path { get; }

    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (!_isKept)
        {
            Guard(() => Directory.Delete(Path, recursive: true));
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(StorageFailure.Describe(_location, e), e);
        }
    }
}
