using System.Collections.Concurrent;

namespace Lake.Gateway.Receiving;

/// <summary>What came of the requests and loads of a stream since the gateway began.</summary>
internal sealed class Counts
{
    private readonly ConcurrentDictionary<int, long> _answers = new();
    private long _events;
    private long _nameless;
    private long _bytes;
    private long _loaded;
    private long _failures;
    private long _lastCommit;

    public IEnumerable<KeyValuePair<int, long>> Answers => _answers.OrderBy(a => a.Key);

    public long Events => Interlocked.Read(ref _events);

    /// <summary>Events that go to the rejected table.</summary>
    public long Nameless => Interlocked.Read(ref _nameless);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Rows committed.</summary>
    public long Loaded => Interlocked.Read(ref _loaded);

    /// <summary>Loads that failed and are tried again.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>In seconds since 1970; 0 for none.</summary>
    public long LastCommit => Interlocked.Read(ref _lastCommit);

    public bool HasFailedLast { get; private set; }

    public void Answered(int status) => _answers.AddOrUpdate(status, 1, (_, count) => count + 1);

    public void Received(int events, int nameless, int bytes)
    {
        Interlocked.Add(ref _events, events);
        Interlocked.Add(ref _nameless, nameless);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Committed(long rows, DateTimeOffset at)
    {
        Interlocked.Add(ref _loaded, rows);
        Interlocked.Exchange(ref _lastCommit, at.ToUnixTimeSeconds());
        HasFailedLast = false;
    }

    public void Failed()
    {
        Interlocked.Increment(ref _failures);
        HasFailedLast = true;
    }
}
