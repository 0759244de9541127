using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lake.Cli.Rules;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.Trino;
using Lake.Iceberg.Branches;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Transactions;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Cli.Workspaces;

/// <summary>The one place that knows which engines there are.</summary>
internal static class EngineFactory
{
    /// <summary>DuckDB's own default for a process that has the machine to itself.</summary>
    private const double ShareOfMemory = 0.8;

    /// <summary>Where dbt-duckdb looks for DuckDB's settings in a profile; the last wins.</summary>
    private static readonly string[] SettingKeys = ["config_options", "settings"];

    /// <summary>The target's engine, with the others that it names beside it.</summary>
    public static IEngine Open(Workspace workspace, int sessions)
    {
        var target = workspace.Target;
        var main = Open(workspace, target, sessions);
        return target.Engines.IsEmpty ? main : new EngineSet(
            main, target.Engines.ToDictionary(e => e.Key, e => new Lazy<IEngine>(() => Open(workspace, e.Value, sessions)), StringComparer.Ordinal));
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The engine owns what it was opened with.")]
    private static IEngine Open(Workspace workspace, Target target, int sessions)
    {
        if (target.Type == "trino")
        {
            RefuseBranch(workspace);
            return new TrinoEngine(TrinoTarget.Read(target, workspace.Settings.Directory, workspace.ShowLogin));
        }

        var opened = CatalogFactory.Open(workspace);
        var catalog = workspace.Branch is { } branch ? new BranchCatalog(opened.Catalog, branch) : opened.Catalog;
        var journal = Path.Combine(workspace.Settings.Paths.Target, "publications", Uri.EscapeDataString($"{target.Name}.{workspace.Branch ?? SnapshotRef.Main}"));
        foreach (var ended in PublicationJournal.Recover(journal, catalog))
        {
            workspace.TellEnded(ended);
        }

        return new DuckDbEngine(catalog, new DuckDbEngineOptions
        {
            JournalFolder = journal,
            RemoteReading = CatalogFactory.PrepareReading(opened, out _),
            Database = target.Database,
            DefaultSchema = target.Schema,
            MemoryLimit = MemoryLimit(sessions),
            Settings = Settings(target),
            Attached = AttachedDatabases.Of(target, workspace.Settings.Directory),
        }, opened);
    }

    private static void RefuseBranch(Workspace workspace)
    {
        if (workspace.Branch is not null)
        {
            throw CliRules.Misused.Error(null, "branches are written by the embedded engine; this target is Trino", "use a target of type duckdb over the same catalog");
        }
    }

    private static string MemoryLimit(int sessions)
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMemory / Math.Max(1, sessions);
        return string.Create(CultureInfo.InvariantCulture, $"{(long)(bytes / (1 << 20))}MiB");
    }

    private static ImmutableSortedDictionary<string, string> Settings(Target target) =>
        Texts(SettingKeys.SelectMany(key => target.Output.Find(key) as ValueMap ?? ValueMap.Empty));

    /// <summary>Of values under one key the last.</summary>
    internal static ImmutableSortedDictionary<string, string> Texts(IEnumerable<KeyValuePair<string, object?>> values) =>
        values
            .Where(pair => pair.Value is not null)
            .GroupBy(pair => pair.Key)
            .ToImmutableSortedDictionary(g => g.Key, g => Convert.ToString(g.Last().Value, CultureInfo.InvariantCulture) ?? "");
}
