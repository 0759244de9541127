using System.Collections.Concurrent;

namespace Lake.Testing;

/// <summary>
/// Ends the servers that the tests of a program share when the last test has run. Test projects that use one declare this
/// as their assembly fixture: at the exit of the process the runner would not wait for them.
/// </summary>
public sealed class SharedServers : IDisposable
{
    private static readonly ConcurrentBag<IDisposable> Started = [];

    public void Dispose()
    {
        while (Started.TryTake(out var server))
        {
            server.Dispose();
        }
    }

    internal static T Keep<T>(T server)
        where T : IDisposable
    {
        Started.Add(server);
        return server;
    }
}
