using System.Diagnostics;
using Lake.DuckDb.Errors;
using Shouldly;
using Xunit;

namespace Lake.DuckDb.Tests;

public sealed class ThreadTests : IDisposable
{
    private const string Endless = "SELECT max(xor(hash(a.range), hash(b.range))) FROM range(10_000_000) a, range(10_000_000) b";

    private readonly DuckDbDatabase _database = DuckDbDatabase.OpenInMemory();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Cancelling_ends_a_running_statement(int milliseconds)
    {
        using var connection = _database.Connect();
        using var source = new CancellationTokenSource(milliseconds);
        var watch = Stopwatch.StartNew();
        Should.Throw<OperationCanceledException>(() => connection.Execute(Endless, source.Token));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        using var next = connection.Execute("SELECT 1", CancellationToken.None);
        next.Rows().Single()[0].ShouldBe(1L);
    }

    [Fact]
    public void Cancelling_ends_a_streamed_statement()
    {
        using var connection = _database.Connect();
        using var source = new CancellationTokenSource();
        using var result = connection.Stream("SELECT range FROM range(1_000_000_000_000)", source.Token);
        Should.Throw<OperationCanceledException>(() =>
        {
            foreach (var row in result.Rows())
            {
                if (row[0] is 10_000L)
                {
                    source.Cancel();
                }
            }
        });
    }

    [Fact]
    public void Interrupting_fails_with_its_own_kind()
    {
        using var connection = _database.Connect();
        using var timer = new Timer(_ => connection.Interrupt(), null, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
        Should.Throw<DuckDbException>(() => connection.Execute(Endless)).ErrorType.ShouldBe(DuckDbErrorType.Interrupt);
    }

    [Fact]
    public void Threads_share_a_database()
    {
        using (var connection = _database.Connect())
        using (connection.Execute("CREATE TABLE t (thread INTEGER, i BIGINT)"))
        {
        }

        Parallel.For(0, 16, thread =>
        {
            using var connection = _database.Connect();
            for (var i = 0; i < 20; i++)
            {
                using var inserted = connection.Execute($"INSERT INTO t SELECT {thread}, range FROM range(100)");
                inserted.RowsChanged.ShouldBe(100);
            }
        });

        using var reader = _database.Connect();
        using var result = reader.Execute("SELECT count(*), count(DISTINCT thread) FROM t");
        result.Rows().Single().ShouldBe([32_000L, 16L]);
    }

    [Fact]
    public void Connections_outlive_their_database()
    {
        using var connection = OpenAndCloseDatabase();
        using var result = connection.Execute("SELECT 42");
        result.Rows().Single()[0].ShouldBe(42L);
    }

    [Fact]
    public void Results_outlive_their_connection()
    {
        using var connection = _database.Connect();
        using var result = connection.Execute("SELECT range FROM range(10_000)");
        connection.Dispose();
        result.Rows().Count().ShouldBe(10_000);
        Should.Throw<ObjectDisposedException>(() => connection.Execute("SELECT 1"));
    }

    [Fact]
    public void Memory_is_given_back()
    {
        using var connection = _database.Connect();
        Churn(connection, 5);
        var before = Resident();
        Churn(connection, 50);
        (Resident() - before).ShouldBeLessThan(60L << 20);
    }

    public void Dispose() => _database.Dispose();

    private static DuckDbConnection OpenAndCloseDatabase()
    {
        using var database = DuckDbDatabase.OpenInMemory();
        return database.Connect();
    }

    /// <summary>Each round makes about 4 MB of rows, types, errors and statements.</summary>
    private static void Churn(DuckDbConnection connection, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using (var result = connection.Execute("SELECT range AS i, 'text number ' || range AS s, {'a': [range]} AS n FROM range(50_000)"))
            {
                while (result.Fetch() is { } chunk)
                {
                    chunk.Dispose();
                }
            }

            Should.Throw<DuckDbException>(() => connection.Execute("SELECT nothing"));
            connection.GetTableNames("SELECT * FROM a, b", true).Count.ShouldBe(2);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Process.GetCurrentProcess().WorkingSet64;
    }
}
