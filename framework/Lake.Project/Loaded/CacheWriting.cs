using Lake.Project.Settings;

namespace Lake.Project.Loaded;

/// <summary>
/// The parse cache being written by a thread of its own. It is got ready while the project is still being looked at, and
/// takes the place of the old one only when the project turns out to be free of errors.
/// </summary>
internal sealed class CacheWriting
{
    private readonly TaskCompletionSource<bool> _verdict = new();
    private readonly Thread _thread;
    private readonly BackgroundWork? _owner;

    /// <param name="owner">Waits for the end of it; without one <see cref="Decide"/> does.</param>
    public CacheWriting(Action<Func<bool>> write, BackgroundWork? owner)
    {
        _owner = owner;
        _thread = new Thread(() => write(() => _verdict.Task.GetAwaiter().GetResult())) { IsBackground = false, Name = "parse cache" };
        _thread.Start();
    }

    /// <summary>Must be called, whatever happens.</summary>
    public void Decide(bool isWanted)
    {
        _verdict.SetResult(isWanted);
        if (_owner is null)
        {
            _thread.Join();
        }
        else
        {
            _owner.Add(_thread);
        }
    }
}
