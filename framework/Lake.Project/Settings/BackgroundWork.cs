using System.Collections.Concurrent;

namespace Lake.Project.Settings;

/// <summary>What goes on beside a command in threads of its own; disposing of it waits for all of them.</summary>
public sealed class BackgroundWork : IDisposable
{
    private readonly ConcurrentQueue<Thread> _threads = new();

    internal void Start(Action work)
    {
        var thread = new Thread(() => work());
        thread.Start();
        Add(thread);
    }

    /// <summary>One that runs already.</summary>
    internal void Add(Thread thread) => _threads.Enqueue(thread);

    public void Dispose()
    {
        while (_threads.TryDequeue(out var thread))
        {
            thread.Join();
        }
    }
}
