using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Output;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Nodes;
using Lake.Runner.Comparisons;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class DiffCommand
{
    private const int DefaultLimit = 5;

    private static readonly Argument<string> Model = new("model") { Description = "A model, seed or snapshot of the project" };

    private static readonly Option<string> From = new("--from")
    {
        Description = "The version before: a snapshot's id, a branch or tag, a time, previous, current, code (what the model's SQL gives now), failed (what --keep-failed has kept) or target:name",
        HelpName = "version",
        DefaultValueFactory = _ => DiffVersions.Previous,
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The version after, in the same words",
        HelpName = "version",
        DefaultValueFactory = _ => DiffVersions.Current,
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "Columns that tell rows apart, parted by commas; else the model's unique_key or what its unique test names",
        HelpName = "columns",
    };

    private static readonly Option<int> Limit = new Option<int>("--limit")
    {
        Description = $"Rows to show of each kind; {DefaultLimit} when not given",
        HelpName = "n",
        DefaultValueFactory = _ => DefaultLimit,
    };

    private static readonly Option<string> Format = new Option<string>("--output", "-o")
    {
        Description = "text or json",
        HelpName = "format",
        DefaultValueFactory = _ => "text",
    }.Among("text", "json");

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "diff",
            "Compare two versions of a model: columns, counts, rows on one side, changed values. Exit code 1 when they differ",
            [
                "lake diff fct_orders                                # what the last build changed",
                "lake diff fct_orders --from current --to code       # what the next build would change",
                "lake diff fct_orders --from current --to failed     # what its tests have kept back",
                "lake diff fct_orders --from 2026-04-01 --key order_id",
                "lake diff fct_orders --from target:prod --output json",
            ]).With(From, To, Key, Limit, Format, RunArguments.Threads);
        command.Add(Model);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "diff");
        var node = Find(workspace, parsed.GetRequiredValue(Model));
        using var engine = workspace.OpenEngine();
        using var session = engine.OpenSession();
        var versions = new DiffVersions(terminal, workspace, engine, session, node);
        var (before, after) = versions.Read(parsed.GetRequiredValue(From), parsed.GetRequiredValue(To));
        var key = parsed.GetValue(Key) is { } columns ? [.. columns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : KeyOf(workspace, node);
        var difference = new TableComparer(session, engine.AdapterType != "trino", terminal.CancellationToken).Compare(before, after, key, Math.Max(0, parsed.GetValue(Limit)));
        var name = $"{node.Schema}.{node.Alias}";
        terminal.Output.Write(parsed.GetRequiredValue(Format) == "json" ? DifferenceWriter.Json(name, difference) + "\n" : DifferenceWriter.Text(name, difference, terminal.UseColors));
        terminal.Output.Flush();
        return (int)(difference.IsEqual ? ExitCode.Success : ExitCode.Failure);
    }

    private static CodeNode Find(Workspace workspace, string name)
    {
        var finder = workspace.Project.Finder;
        return finder.FindRef(new RefCall(null, name, null, null), workspace.Settings.Name) is { IsEphemeral: false } node ? node
            : throw CliRules.Misused.Error(null, $"there is no model, seed or snapshot '{name}' with a table of its own", Spelling.Hint(name, finder.RefNames) ?? "lake ls shows what there is");
    }

    private static ImmutableArray<string> KeyOf(Workspace workspace, CodeNode node)
    {
        var declared = node.Config.List("unique_key").OfType<string>().ToImmutableArray();
        return !declared.IsEmpty ? declared
            : workspace.Project.Of<TestNode>().FirstOrDefault(t => t.AttachedNode == node.UniqueId && t is { Metadata.Name: "unique", ColumnName: not null }) is { ColumnName: { } column } ? [column.Trim('"')]
            : [];
    }
}
