using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Opening;
using Lake.Iceberg.Storage;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>A process that appends to a table, started by other tests.</summary>
public class CatalogWorker
{
    private const string Variable = "LAKE_TEST_CATALOG_WORKER";

    /// <summary>Of each writer; <c>LAKE_TEST_COMMITS</c> asks for more than every day.</summary>
    public static int Commits { get; } = int.TryParse(Environment.GetEnvironmentVariable("LAKE_TEST_COMMITS"), CultureInfo.InvariantCulture, out var asked) ? asked : 8;

    public static OpenCatalog Open(ImmutableSortedDictionary<string, string> properties, string folder) =>
        OpenCatalog.Open(new CatalogSettings(properties), LocalPath.ToLocation(Path.Combine(folder, "warehouse")));

    public static Process Start(ImmutableSortedDictionary<string, string> properties, string folder, TableIdentifier table, string name, int commits)
    {
        string[] work = [folder, table.Namespace.ToString(), table.Name, name, commits.ToString(CultureInfo.InvariantCulture), .. properties.SelectMany(p => new[] { p.Key, p.Value })];
        var start = new ProcessStartInfo("dotnet", [typeof(CatalogWorker).Assembly.Location, "-method", $"{typeof(CatalogWorker).FullName}.{nameof(Worker)}"])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = string.Join('\n', work) },
        };
        var process = Process.Start(start).ShouldNotBeNull();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>The names of the files that a worker has committed and been told so.</summary>
    public static string[] Acknowledged(string folder, string name) =>
        File.Exists(Journal(folder, name)) ? File.ReadAllText(Journal(folder, name)).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    [Fact]
    public void Worker()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var folder, var ns, var table, var name, var commits, .. var properties])
        {
            return;
        }

        using var opened = Open(properties.Chunk(2).ToImmutableSortedDictionary(p => p[0], p => p[1]), folder);
        for (var i = 0; i < int.Parse(commits, CultureInfo.InvariantCulture); i++)
        {
            Warehouse.Append(opened.Catalog.LoadTable(new TableIdentifier(ns, table)), $"{name}-{i}");
            File.AppendAllText(Journal(folder, name), $"{name}-{i} ");
        }
    }

    private static string Journal(string folder, string name) => Path.Combine(folder, $"acknowledged-{name}");
}
