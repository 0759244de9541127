using System.Threading.Channels;
using Lake.Iceberg.Storage;

namespace Lake.Gateway.Spooling;

/// <summary>
/// Events of a stream on disk, in files that the loader takes when they are whole. Those who append wait until their lines
/// are flushed; all who wait at a time share one flush. A file that is written to has a name that the loader passes over,
/// so whatever a killed process left is finished by the next: its last line, if torn, was never answered for.
/// </summary>
internal sealed class Spool : IAsyncDisposable
{
    private const string OpenPrefix = "_";
    private const string Ending = ".jsonl";
    private const int MostWaiting = 10_000;

    private readonly Channel<(ReadOnlyMemory<byte> Lines, TaskCompletionSource<bool> Written)> _waiting =
        Channel.CreateBounded<(ReadOnlyMemory<byte>, TaskCompletionSource<bool>)>(MostWaiting);

    private readonly string _folder;
    private readonly long _batchBytes;
    private readonly TimeSpan _batchTime;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private readonly FileStream _lock;
    private FileStream? _open;
    private DateTimeOffset _openedAt;

    public Spool(string folder, long batchBytes, TimeSpan batchTime, TimeProvider time)
    {
        (_folder, _batchBytes, _batchTime, _time) = (folder, batchBytes, batchTime, time);
        Directory.CreateDirectory(folder);

        // Of one gateway alone; the end of the process, however it comes, opens it.
        _lock = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (var left in Directory.EnumerateFiles(folder, OpenPrefix + "*" + Ending))
        {
            CutTornLine(left);
            Close(left);
        }

        _writing = Task.Run(Write);
    }

    /// <summary>Told when there is a whole file.</summary>
    public Action Filled { get; set; } = () => { };

    /// <summary>Files that the loader may take.</summary>
    public IReadOnlyList<string> Whole => [.. Directory.EnumerateFiles(_folder, "*" + Ending).Where(f => !Path.GetFileName(f).StartsWith(OpenPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Of all that is not committed yet.</summary>
    public long Bytes => Directory.EnumerateFiles(_folder, "*" + Ending).Sum(f => new FileInfo(f) is { Exists: true } info ? info.Length : 0);

    /// <summary>True once the lines would survive the end of the process and of the machine; false when they could not be written.</summary>
    public async Task<bool> Append(ReadOnlyMemory<byte> lines)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((lines, written)) && await written.Task.ConfigureAwait(false);
    }

    /// <summary>What waits is written, and the last file is whole.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing.ConfigureAwait(false);
        if (_open is not null)
        {
            await _open.DisposeAsync().ConfigureAwait(false);
        }

        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Write()
    {
        var reader = _waiting.Reader;
        while (true)
        {
            var isMore = reader.WaitToReadAsync().AsTask();
            if (_open is not null && !await HappensInTime(isMore).ConfigureAwait(false))
            {
                Finish();
                Filled();
            }

            if (!await isMore.ConfigureAwait(false))
            {
                break;
            }

            WriteAll(reader);
            if (_open is { } open && (open.Length >= _batchBytes || _time.GetUtcNow() - _openedAt >= _batchTime))
            {
                Finish();
                Filled();
            }
        }

        Finish();
    }

    private async Task<bool> HappensInTime(Task happens)
    {
        var left = _openedAt + _batchTime - _time.GetUtcNow();
        return left > TimeSpan.Zero && await Task.WhenAny(happens, Task.Delay(left, _time)).ConfigureAwait(false) == happens;
    }

    private void WriteAll(ChannelReader<(ReadOnlyMemory<byte> Lines, TaskCompletionSource<bool> Written)> reader)
    {
        var written = new List<TaskCompletionSource<bool>>();
        var isWritten = true;
        try
        {
            var file = _open ?? Open();
            while (reader.TryRead(out var waiting))
            {
                written.Add(waiting.Written);
                file.Write(waiting.Lines.Span);
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // They are told, and send again. What was half written is cut off, as after a kill.
            isWritten = false;
            Abandon();
        }

        foreach (var waiting in written)
        {
            waiting.SetResult(isWritten);
        }
    }

    private FileStream Open()
    {
        var path = Path.Combine(_folder, OpenPrefix + Guid.CreateVersion7(_time.GetUtcNow()).ToString("N") + Ending);
        _open = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _openedAt = _time.GetUtcNow();

        // The folder's entry, too, must survive.
        LocalFileIO.Instance.Flush([LocalPath.ToLocation(path)]);
        return _open;
    }

    private void Finish()
    {
        if (_open is { } open)
        {
            _open = null;
            open.Dispose();
            Close(open.Name);
        }
    }

    private void Abandon()
    {
        if (_open is not { } open)
        {
            return;
        }

        _open = null;
        try
        {
            open.Dispose();
        }
        catch (IOException)
        {
            // The disk is full still; the file is finished at the next start.
            return;
        }

        CutTornLine(open.Name);
        Close(open.Name);
    }

    private static void Close(string path)
    {
        if (new FileInfo(path).Length == 0)
        {
            File.Delete(path);
            return;
        }

        File.Move(path, Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path)[OpenPrefix.Length..]));
    }

    private static void CutTornLine(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }
        }

        file.SetLength(end);
    }
}
