using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// Sends a file to the disk while DuckDB still writes it, so that the commit, which waits until all of it is there, has
/// little left to wait for.
/// </summary>
internal sealed class WriteBehind : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private bool _ended;

    /// <param name="location">A file in object storage is sent when it is whole.</param>
    public WriteBehind(IFileIO io, string location) =>
        _timer = LocalPath.TryFromLocation(location) is null ? null : new Timer(_ => Flush(io, location), null, Period, Period);

    /// <summary>Waits for a flush that is under way.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _ended = true;
        }
    }

    private void Flush(IFileIO io, string location)
    {
        // One at a time: the next is due before a large one is done.
        if (!_lock.TryEnter())
        {
            return;
        }

        try
        {
            if (!_ended)
            {
                io.Flush([location]);
            }
        }
        catch (DiagnosticException)
        {
            // The commit flushes the file again, and tells.
        }
        finally
        {
            _lock.Exit();
        }
    }
}
