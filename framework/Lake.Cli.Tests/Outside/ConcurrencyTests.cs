using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Several processes at one table: every change is there, once, and the table's history is one line.</summary>
[Collection(OutsideCollection.Name)]
public sealed class ConcurrencyTests(DayByDay days)
{
    private const int Writers = 5;
    private const int Rounds = 4;

    /// <summary>Fixed, so that a failure comes again.</summary>
    private readonly Random _random = new(20250614);

    [Fact]
    public void Changes_of_several_processes_are_all_there()
    {
        using var demo = new DemoCopy();
        LakeProcess.Run(demo.Root, "query", "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 0 AS id, 0 AS n");
        var writers = Enumerable.Range(1, Writers)
            .Select(writer => LakeProcess.Start(demo.Root, "query", string.Join(";\n", Enumerable.Range(0, Rounds).Select(round => Changes(writer, round)))))
            .ToList();
        foreach (var writer in writers)
        {
            using (writer)
            {
                writer.Wait().ShouldBe(0, writer.Text);
            }
        }

        var expected = Enumerable.Range(1, Writers).Select(writer => $"{writer} {Rounds}")
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"0 {Writers * Rounds}"));
        Rows(demo).ShouldBe(expected);
        LakeProcess.Query(demo.Root, "DESCRIBE s.t").Length.ShouldBe(2 + (Writers * Rounds));
        ShouldBeOneLine(demo, versions: 1 + (5 * Writers * Rounds));
    }

    [Fact]
    public void Killed_processes_leave_no_lock_and_no_gap()
    {
        using var demo = new DemoCopy();
        LakeProcess.Run(demo.Root, "query", "CREATE SCHEMA s; CREATE TABLE s.t (id INTEGER, n INTEGER)");
        for (var round = 0; round < 3; round++)
        {
            var writers = Enumerable.Range(0, 3).Select(writer => LakeProcess.Start(
                demo.Root, "query", string.Join("; ", Enumerable.Range(0, 500).Select(i => Insert((3 * round) + writer, i))))).ToList();
            var before = Versions(demo).Length;
            while (Versions(demo).Length < before + 5)
            {
                Thread.Sleep(10);
            }

            Thread.Sleep(_random.Next(300));
            writers.ForEach(writer => writer.Kill());
            writers.ForEach(writer => writer.Dispose());
        }

        LakeProcess.Run(demo.Root, "query", Insert(100, 0));
        var rows = Rows(demo).Select(row => row.Split(' ')).ToLookup(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture));
        foreach (var writer in rows)
        {
            // In the order in which they were made, and none left out.
            writer.ShouldBe(Enumerable.Range(0, writer.Count()), $"writer {writer.Key}");
        }

        ShouldBeOneLine(demo, versions: 1 + rows.Sum(writer => writer.Count()));
    }

    [Fact]
    public void Loads_at_once_load_each_file_once()
    {
        using var demo = new DemoCopy();
        var loads = Enumerable.Range(0, 3).Select(_ => LakeProcess.Start(demo.Root, "load")).ToList();
        foreach (var load in loads)
        {
            using (load)
            {
                load.Wait().ShouldBe(0, load.Text);
            }
        }

        demo.ShouldHold(days.First.RemoveRange(days.First.Keys.Where(table => !table.StartsWith("raw.", StringComparison.Ordinal))));
    }

    /// <summary>Five commits, after which there is one row more with the writer's id, and the counters are one higher.</summary>
    private static string Changes(int writer, int round) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        INSERT INTO s.t (id, n) VALUES ({-writer}, {round});
        UPDATE s.t SET n = n + 1 WHERE id = 0;
        MERGE INTO s.t USING (VALUES ({writer})) x(id) ON t.id = x.id
          WHEN MATCHED THEN UPDATE SET n = n + 1 WHEN NOT MATCHED THEN INSERT (id, n) VALUES (x.id, 1);
        DELETE FROM s.t WHERE id = {-writer};
        ALTER TABLE s.t ADD COLUMN c_{writer}_{round} INTEGER
        """);

    private static string Insert(int writer, int i) => string.Create(CultureInfo.InvariantCulture, $"INSERT INTO s.t VALUES ({writer}, {i})");

    private static IEnumerable<string> Rows(DemoCopy demo) => LakeProcess.Query(demo.Root, "SELECT id, n FROM s.t ORDER BY ALL")
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty("id").GetInt32()} {row.GetProperty("n").GetInt32()}"));

    private static string[] Versions(DemoCopy demo) => Directory.GetFiles(Path.Combine(demo.FolderOf("s.t"), "metadata"), "v*.metadata.json");

    /// <summary>Versions without gaps, and each snapshot is the next one's parent.</summary>
    private static void ShouldBeOneLine(DemoCopy demo, int versions)
    {
        Versions(demo).Select(file => Path.GetFileName(file)).ShouldBe(Enumerable.Range(1, versions).Select(v => string.Create(CultureInfo.InvariantCulture, $"v{v}.metadata.json")), ignoreOrder: true);
        using var newest = JsonDocument.Parse(File.ReadAllText(Versions(demo).OrderBy(file => file.Length).ThenBy(file => file, StringComparer.Ordinal).Last()));
        var snapshots = newest.RootElement.GetProperty("snapshots").EnumerateArray().ToList();
        snapshots.Skip(1).Select(s => s.GetProperty("parent-snapshot-id").GetInt64())
            .ShouldBe(snapshots.SkipLast(1).Select(s => s.GetProperty("snapshot-id").GetInt64()));
    }
}
