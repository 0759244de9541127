using Lake.Engines;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Results;
using Lake.Runner.Rules;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Asks source tables for the time of their newest rows and judges it by <c>warn_after</c> and <c>error_after</c>.</summary>
internal sealed class FreshnessCheck(RunScope run, IEngineSession session, CancellationToken cancellation)
{
    /// <summary>Whether the source says how old it may be. Where its age is not to be seen in a column, its snapshots tell.</summary>
    public static bool Applies(SourceNode source) => Limit(source, "warn_after") is not null || Limit(source, "error_after") is not null;

    public FreshnessResult Run(SourceNode source)
    {
        var started = run.Events.Now;
        try
        {
            var (loaded, asked) = Ask(source);
            var age = asked - loaded;
            var status = age > Limit(source, "error_after") ? "error" : age > Limit(source, "warn_after") ? "warn" : "pass";
            return new FreshnessResult(source, status, loaded, asked) { Started = started, Finished = run.Events.Now };
        }
        catch (DiagnosticException error)
        {
            return new FreshnessResult(source, "runtime error", null, null)
            {
                Started = started,
                Finished = run.Events.Now,
                Diagnostics = [.. error.Diagnostics.Select(d => d.Location is null || d.Location.Source.Path.StartsWith('<') ? d with { Location = source.Location } : d)],
            };
        }
    }

    private (DateTimeOffset Loaded, DateTimeOffset Asked) Ask(SourceNode source)
    {
        var context = run.Context(source.PackageName, source, new SessionWarehouse(session, cancellation), run.Settings, cancellation);
        var filter = source.Freshness?.Find("filter");
        context.Set("this", context.RelationOf(source));
        context.Set("source_node", NodeValues.Of(source));
        var query = source.LoadedAtQuery is { } text
            ? Template.Parse(new SourceFile(source.OriginalFilePath, text), JinjaOptions.Dbt).Render(context.Rendering).Text
            : null;
        var row = context.FindMacro("freshness_of_source")?.Call(CallArguments.Of(
            context.RelationOf(source), source.LoadedAtField, query, filter));
        return row is PyTuple or PyList && Values(row) is [var loaded, var asked]
            ? (loaded is null ? DateTimeOffset.MinValue : Time(source, loaded), Time(source, asked))
            : throw RunnerRules.InvalidFreshness.Error(
                source.Location, $"the freshness query of '{source.SourceName}.{source.Name}' did not give the one row with max_loaded_at and snapshotted_at",
                "a collect_freshness macro of the project's own must return load_result of such a query");
    }

    private static List<object?> Values(object row) => [.. ((IEnumerable<object?>)row)];

    /// <summary>Times without a zone are taken for UTC, as dbt takes them.</summary>
    private static DateTimeOffset Time(SourceNode source, object? value) =>
        DateTimeOffset.TryParse(
            PyText.Of(value), System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw RunnerRules.InvalidFreshness.Error(
                source.Location, $"'{source.LoadedAtField ?? "loaded_at_query"}' of '{source.SourceName}.{source.Name}' is no time: {PyText.Of(value)}",
                "cast it in the property file: loaded_at_field: \"cast(loaded_at as timestamp)\"");

    private static TimeSpan? Limit(SourceNode source, string key) =>
        source.Freshness?.Find(key) is ValueMap { } limit && limit.Find("count") is long count
            ? (limit.Find("period") as string) switch
            {
                "minute" => TimeSpan.FromMinutes(count),
                "hour" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            }
            : null;
}
