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

    private readonly CancellationTokenSource _end = new();
    private readonly Task _flushing;

    /// <param name="location">A file in object storage is sent when it is whole.</param>
    public WriteBehind(IFileIO io, string location) =>
        _flushing = LocalPath.TryFromLocation(location) is null ? Task.CompletedTask : Task.Run(() => Flush(io, location, _end.Token));

    public void Dispose()
    {
        _end.Cancel();
        _flushing.Wait();
        _end.Dispose();
    }

    private static void Flush(IFileIO io, string location, CancellationToken end)
    {
        try
        {
            while (!end.WaitHandle.WaitOne(Period))
            {
                io.Flush([location]);
            }
        }
        catch (DiagnosticException)
        {
            // The commit flushes the file again, and tells.
        }
    }
}
