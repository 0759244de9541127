using System.Text;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Testing;
using Lake.Text;
using Shouldly;
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
            engine.Attach("main", name, Open(folder), location => Relocate(folder, location));
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
        var location = LocalPath.ToLocation(folder);
        var io = new MovedFiles(folder);
        var edited = location + "/metadata/vfinal.metadata.json";
        var file = io.Exists(edited) ? edited : TableFolder.FindMetadata(io, location).ShouldNotBeNull(folder);
        return new Table(new FileSystemCatalog(location, io), new TableIdentifier("foreign", Path.GetFileName(folder)), MetadataFile.Read(io, file), file);
    }

    /// <summary>Whatever stands before the table's own folders in a path is its folder now.</summary>
    internal static string Relocate(string folder, string location)
    {
        foreach (var part in new[] { "/metadata/", "/data/" })
        {
            var at = location.LastIndexOf(part, StringComparison.Ordinal);
            if (at >= 0 && File.Exists(folder + location[at..]))
            {
                return folder + location[at..];
            }
        }

        return LocalPath.TryFromLocation(location) ?? location;
    }
}
