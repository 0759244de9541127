namespace Lake.Project.Loaded;

/// <summary>
/// The parse cache being written by a thread of its own. It is got ready while the project is still being looked at, and
/// takes the place of the old one only when the project turns out to be free of errors.
/// </summary>
internal sealed class CacheWriting
{
    private readonly TaskCompletionSource<bool> _verdict = new();
    private readonly Thread _thread;

    public CacheWriting(Action<Func<bool>> write)
    {
        _thread = new Thread(() => write(() => _verdict.Task.GetAwaiter().GetResult())) { IsBackground = false, Name = "parse cache" };
        _thread.Start();
    }

    /// <summary>Must be called, whatever happens. The file is there, or given up, when it returns.</summary>
    public void Decide(bool isWanted)
    {
        _verdict.SetResult(isWanted);
        _thread.Join();
    }
}
