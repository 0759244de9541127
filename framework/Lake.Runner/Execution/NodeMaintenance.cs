using System.Globalization;
using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Events;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Keeps the table of a node tidy once it is published, as its <c>maintenance</c> asks. What fails here costs no data.</summary>
internal sealed class NodeMaintenance(RunScope run, IEngineSession session, CancellationToken cancellation)
{
    public void Run(CodeNode node)
    {
        var config = node.Config.Map("maintenance");
        if (config.Count == 0 || node.Relation is not { } name || session.InTransaction || run.Options.Empty)
        {
            return;
        }

        try
        {
            if (session.FindRelation(name)?.Kind == RelationKind.Table && Text(session.Maintain(name, Request(config), cancellation)) is { Length: > 0 } done)
            {
                run.Events.Log($"{NodeDescription.Of(node)}: {done}", MessageKind.Print, node.UniqueId);
            }
        }
        catch (DiagnosticException error)
        {
            run.Events.Report(RunnerRules.MaintenanceFailed.At(
                node.PlaceOfConfig("maintenance"), $"{NodeDescription.Of(node)} is published, but was not kept tidy: {error.Diagnostic.Message}", error.Diagnostic.Hint));
        }
    }

    private static MaintenanceRequest Request(ValueMap config) => new()
    {
        Optimize = config.Find("optimize") is true ? new OptimizeRequest { IsSorting = config.Find("sort") is true } : null,
        ExpireAge = Days(config, "expire_after_days"),
        KeptSnapshots = config.Find("keep_snapshots") is long count ? (int)Math.Clamp(count, 1, int.MaxValue) : null,
        OrphanAge = Days(config, "remove_orphans_after_days"),
    };

    private static TimeSpan? Days(ValueMap config, string key) => config.Find(key) is long days ? TimeSpan.FromDays(Math.Clamp(days, 0, 100_000)) : null;

    private static string Text(MaintenanceResult result) => string.Join(", ", Parts(result));

    private static IEnumerable<string> Parts(MaintenanceResult result)
    {
        if (result.Optimized is { Rewrites.IsEmpty: false } optimized)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{optimized.Rewrites.Sum(rewrite => rewrite.Files)} files became {optimized.NewFiles}");
        }

        if (result.ForgottenSnapshots > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{result.ForgottenSnapshots} snapshots are forgotten");
        }

        if (result.DeletedFiles + result.DeletedOrphans > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{result.DeletedFiles + result.DeletedOrphans} files are deleted");
        }
    }
}
