using System.Collections.Immutable;
using System.Globalization;
using Lake.Cli.Rules;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.Trino;
using Lake.Iceberg;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Cli.Workspaces;

/// <summary>The one place that knows which engines there are.</summary>
internal static class EngineFactory
{
    /// <summary>DuckDB's own default for a process that has the machine to itself.</summary>
    private const double ShareOfMemory = 0.8;

    private static readonly string[] Available = ["duckdb", "trino"];

    /// <summary>Where dbt-duckdb looks for DuckDB's settings in a profile; the last wins.</summary>
    private static readonly string[] SettingKeys = ["config_options", "settings"];

    public static IEngine Open(Workspace workspace, int sessions)
    {
        var target = workspace.Target;
        if (!Available.Contains(target.Type))
        {
            throw CliRules.UnsupportedTarget.Error(
                target.TypePlace,
                $"target '{target.Name}' of profile '{target.ProfileName}' has the type '{target.Type}'",
                Spelling.Hint(target.Type, Available) ?? "use a target of type duckdb or trino");
        }

        if (target.Type == "trino")
        {
            return new TrinoEngine(TrinoTarget.Read(target, workspace.Settings.Directory, workspace.ShowLogin));
        }

        return new DuckDbEngine(OpenCatalog(workspace), new DuckDbEngineOptions
        {
            Database = target.Database,
            DefaultSchema = target.Schema,
            MemoryLimit = MemoryLimit(sessions),
            Settings = Settings(target),
        });
    }

    public static ICatalog OpenCatalog(Workspace workspace) => new FileSystemCatalog(LocalPath.ToLocation(Warehouse(workspace)));

    /// <summary>Absolute. Fails when there can be no folder of that name.</summary>
    private static string Warehouse(Workspace workspace)
    {
        var path = workspace.WarehousePath;
        var place = workspace.Settings.WarehousePlace;
        return path.Contains("://", StringComparison.Ordinal) && !path.StartsWith("file://", StringComparison.Ordinal)
            ? throw IcebergRules.UnsupportedLocation.Error(place, $"the warehouse '{path}' is not a local folder", "name a folder, relative to the project file or absolute")
            : File.Exists(path)
                ? throw IcebergRules.WarehouseUnwritable.Error(place, $"the warehouse {path} is a file", "remove it, or name another folder with 'warehouse:' in the project file")
                : path;
    }

    private static string MemoryLimit(int sessions)
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMemory / Math.Max(1, sessions);
        return string.Create(CultureInfo.InvariantCulture, $"{(long)(bytes / (1 << 20))}MiB");
    }

    private static ImmutableSortedDictionary<string, string> Settings(Target target) =>
        SettingKeys
            .SelectMany(key => target.Output.Find(key) as ValueMap ?? ValueMap.Empty)
            .Where(pair => pair.Value is not null)
            .GroupBy(pair => pair.Key)
            .ToImmutableSortedDictionary(g => g.Key, g => Convert.ToString(g.Last().Value, CultureInfo.InvariantCulture) ?? "");
}
