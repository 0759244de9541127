using System.Diagnostics;
using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

/// <summary>Many writers of one table: every commit that was acknowledged is there, once.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const string WorkerVariable = "LAKE_TEST_ICEBERG_WORKER";
    private readonly Warehouse _warehouse = new();

    [Fact]
    public async Task Threads_lose_no_append()
    {
        _warehouse.Create();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(w => Task.Run(() => AppendMany(_warehouse.Path, w, 8))));
        Check(6, 8);
    }

    [Fact]
    public async Task Processes_lose_no_append()
    {
        _warehouse.Create();
        var processes = Enumerable.Range(0, 3).Select(n => StartWorker(n, commits: 10)).ToList();
        foreach (var process in processes)
        {
            using (process)
            {
                await process.WaitForExitAsync();
                process.ExitCode.ShouldBe(0);
            }
        }

        Check(3, 10);
    }

    /// <summary>Whatever a killed writer had acknowledged is there, and the table goes on as if nothing had been.</summary>
    [Fact]
    public async Task Killed_writers_leave_whole_tables()
    {
        _warehouse.Create();
        for (var number = 0; number < 3; number++)
        {
            using var process = StartWorker(number, commits: 100_000);
            var journal = Path.Combine(_warehouse.Path, $"acknowledged-{number}");
            while (!File.Exists(journal) || new FileInfo(journal).Length < 30)
            {
                process.HasExited.ShouldBeFalse();
                await Task.Delay(20);
            }

            await Task.Delay(Random.Shared.Next(50));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        var files = Warehouse.Files(_warehouse.NewCatalog().LoadTable(Warehouse.Orders)).ToList();
        var acknowledged = Enumerable.Range(0, 3).SelectMany(n => File.ReadAllText(Path.Combine(_warehouse.Path, $"acknowledged-{n}")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        acknowledged.Except(files).ShouldBeEmpty();
        files.Count.ShouldBeInRange(acknowledged.Count, acknowledged.Count + 3);
        Warehouse.Files(Warehouse.Append(_warehouse.NewCatalog().LoadTable(Warehouse.Orders), "after")).Count().ShouldBe(files.Count + 1);
    }

    [Fact]
    public async Task A_table_that_is_dropped_under_its_writers_is_gone()
    {
        for (var round = 0; round < 10; round++)
        {
            var table = _warehouse.Create();
            var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Should.Throw<DiagnosticException>(() =>
            {
                for (var i = 0; ; i++)
                {
                    Warehouse.Append(_warehouse.NewCatalog().LoadTable(Warehouse.Orders), $"{i}");
                }
            }))).ToList();
            await Task.Delay(10 * round);
            _warehouse.NewCatalog().DropTable(Warehouse.Orders).ShouldBeTrue();
            foreach (var refused in await Task.WhenAll(writers))
            {
                refused.Diagnostic.Rule.ShouldBeOneOf(IcebergRules.CommitConflict, IcebergRules.NoSuchTable, IcebergRules.MissingFile);
            }

            _warehouse.Catalog.TryLoadTable(Warehouse.Orders).ShouldBeNull();
            Directory.GetFiles(_warehouse.Path, "v*.metadata.json", SearchOption.AllDirectories).ShouldBeEmpty();
        }
    }

    /// <summary>Not a test of its own: the others run it in processes of its own.</summary>
    [Fact]
    public void Worker()
    {
        if (Environment.GetEnvironmentVariable(WorkerVariable)?.Split('|') is [var number, var commits, var path])
        {
            AppendMany(path, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(commits, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Exclusive_creation_has_one_winner()
    {
        var location = LocalPath.ToLocation(Path.Combine(_warehouse.Path, "prize"));
        for (var round = 0; round < 20; round++)
        {
            var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => LocalFileIO.Instance.TryCreate($"{location}{round}", [(byte)i]))));
            wins.Count(w => w).ShouldBe(1);
            (await File.ReadAllBytesAsync(Path.Combine(_warehouse.Path, $"prize{round}"))).ShouldBe([(byte)Array.IndexOf(wins, true)]);
        }
    }

    public void Dispose() => _warehouse.Dispose();

    private static void AppendMany(string path, int worker, int count)
    {
        var catalog = new FileSystemCatalog(LocalPath.ToLocation(path));
        for (var i = 0; i < count; i++)
        {
            Warehouse.Append(catalog.LoadTable(Warehouse.Orders), $"w{worker}-{i}");
            File.AppendAllText(Path.Combine(path, $"acknowledged-{worker}"), $"w{worker}-{i} ");
        }
    }

    private Process StartWorker(int number, int commits)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(ConcurrencyTests).Assembly.Location, "-method", $"{typeof(ConcurrencyTests).FullName}.{nameof(Worker)}" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[WorkerVariable] = $"{number}|{commits}|{_warehouse.Path}";
        var process = Process.Start(start).ShouldNotBeNull();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private void Check(int workers, int commits)
    {
        var table = _warehouse.NewCatalog().LoadTable(Warehouse.Orders);
        Warehouse.Files(table).ShouldBe(
            from w in Enumerable.Range(0, workers) from i in Enumerable.Range(0, commits) orderby $"w{w}-{i}" select $"w{w}-{i}", ignoreOrder: true);
        table.Metadata.Snapshots.Length.ShouldBe(workers * commits);
        table.Metadata.Snapshots.Select(s => s.SequenceNumber).ShouldBe(Enumerable.Range(1, workers * commits).Select(n => (long)n));
        table.MetadataLocation.ShouldNotBeNull().ShouldEndWith($"/v{(workers * commits) + 1}.metadata.json");
    }
}
