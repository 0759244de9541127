using System.Globalization;
using Lake.Benchmarks.Native;
using Lake.Trino;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Benchmarks.Builds;

/// <summary>
/// One project on a Trino server, by the native program and by dbt with dbt-trino, each into a schema of its own in the
/// same run: from nothing, and once more. What the server was asked is counted from its own list.
/// </summary>
internal static class TrinoBenchmark
{
    /// <param name="arguments">
    /// <c>--server URL</c> with an Iceberg catalog <c>lake</c>; <c>--dbt PROGRAM</c>; <c>--lake PROGRAM</c>, else one is published;
    /// <c>--models N</c> with twice as many tests; <c>--threads N</c>.
    /// </param>
    public static int Run(string[] arguments)
    {
        var server = new Uri(Options.Find(arguments, "--server") ?? throw new ArgumentException("--server is missing"));
        var models = int.Parse(Options.Find(arguments, "--models") ?? "1000", CultureInfo.InvariantCulture);
        var threads = int.Parse(Options.Find(arguments, "--threads") ?? "16", CultureInfo.InvariantCulture);
        var lake = Options.Find(arguments, "--lake") ?? Published.Program("Lake.Cli", "lake", "PublishAot");
        using var client = new TrinoClient(new TrinoClientOptions { Server = server });
        Measures.Print($"| {models} models, {2 * models} tests, {threads} threads | time | processors | peak | statements a node | of them metadata |\n|---|---|---|---|---|---|");
        foreach (var program in (string?[])[lake, Options.Find(arguments, "--dbt")])
        {
            if (program is not null)
            {
                Build(client, program, models, threads);
            }
        }

        return 0;
    }

    private static void Build(TrinoClient client, string program, int models, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("lake-trino-").FullName;
        var schema = $"bench_{Guid.NewGuid():N}";
        LayeredProject.Write(folder, models, 2 * models);
        File.WriteAllText(Path.Combine(folder, "profiles.yml"), string.Create(CultureInfo.InvariantCulture,
            $"layered:\n  target: dev\n  outputs:\n    dev: {{type: trino, method: none, user: bench, host: {client.Server.Host}, port: {client.Server.Port}, database: lake, schema: {schema}, threads: {threads}}}\n"));
        try
        {
            foreach (var which in (string[])["first", "second"])
            {
                var before = Count(client, schema);
                var run = ProgramRun.Of(program, folder, "build");
                var after = Count(client, schema);
                var nodes = 3.0 * models;
                Measures.Print(
                    $"| {Path.GetFileName(program)}, {which} | {run.Milliseconds / 1000:N1} s | {(run.User + run.System) / 1000:N2} s | {run.PeakMegabytes:N0} MB | {(after.All - before.All) / nodes:N2} | {after.Metadata - before.Metadata} |");
            }
        }
        finally
        {
            Drop(client, schema);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Statements that the server has seen about a schema, and those of them that read its lists of relations.</summary>
    private static (long All, long Metadata) Count(TrinoClient client, string schema)
    {
        var row = Rows(client,
            $"select count(*), count_if(query like '%information_schema%' or query like '%system.metadata%' or query like '%system.jdbc%') from system.runtime.queries where query like '%{schema}%' and query not like '%system.runtime.queries%'")[0];
        return ((long)(row[0] ?? 0L), (long)(row[1] ?? 0L));
    }

    private static void Drop(TrinoClient client, string schema)
    {
        foreach (var row in Rows(client, $"select table_name, table_type from lake.information_schema.tables where table_schema = '{schema}'"))
        {
            Rows(client, $"drop {(row[1] is "VIEW" ? "view" : "table")} lake.{schema}.\"{row[0]}\"");
        }

        Rows(client, $"drop schema lake.{schema}");
    }

    private static List<object?[]> Rows(TrinoClient client, string sql)
    {
        using var query = client.Execute(sql, new TrinoSession { User = "bench" });
        List<object?[]> rows = [.. query.Rows];
        query.Finish();
        return rows;
    }
}
