using System.Text;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Testing;
using Lake.Text;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Tables that Spark, Java, BigQuery and others wrote, read through SQL.</summary>
public class ForeignTableTests
{
    private static string Root => Directory.GetDirectories(Judge.At("LAKE_TEST_ICEBERG_DATA"), "duckdb-iceberg")[0];

    [Fact]
    public void Rows_are_as_other_readers_see_them()
    {
        using var lake = new Lakehouse();
        using var engine = new DuckDbEngine(lake.NewCatalog(), new DuckDbEngineOptions { Threads = 2 });
        var text = new StringBuilder();
        foreach (var folder in Directory.GetDirectories(Root, "metadata", SearchOption.AllDirectories).Select(d => Path.GetDirectoryName(d) ?? "").Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(Root, folder).Replace('\\', '/');
            text.AppendLine("# " + name).AppendLine(Read(engine, folder, name)).AppendLine();
        }

        Baseline.Check(Baseline.Folder(["ForeignTables.txt"]), text.ToString());
    }

    private static string Read(DuckDbEngine engine, string folder, string name)
    {
        try
        {
            var opened = Open(folder);
            engine.Attach("main", name, opened, location => ((MovedFileIO)opened.Io).Map(location) is var now && LocalPath.TryFromLocation(now) is { } path ? path : now);
            using var session = engine.OpenSession();
            var columns = string.Join(", ", session.GetColumns(new Lake.Sql.RelationName(null, "main", name)).Select(c => $"{c.Name} {c.Type}"));
            var table = Lake.Sql.SqlText.Identifier(name);
            return $"{columns}\n{Lakehouse.Query(session, $"select count(*) from {table}")} rows\n{Lakehouse.Query(session, $"select * from {table} order by all limit 5")}";
        }
        catch (DiagnosticException error)
        {
            return $"error[{error.Diagnostic.Id}]: {error.Diagnostic.Message.Replace(folder, "…", StringComparison.Ordinal)}";
        }
    }

    private static Table Open(string folder)
    {
        var edited = folder + "/metadata/vfinal.metadata.json";
        return ForeignTable.Open(LocalFileIO.Instance, LocalPath.ToLocation(File.Exists(edited) ? edited : folder), PathMapping.None);
    }
}
