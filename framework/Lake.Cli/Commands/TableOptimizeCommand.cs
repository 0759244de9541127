using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Sql;

namespace Lake.Cli.Commands;

internal static class TableOptimizeCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell which files would be written anew" };

    private static readonly Option<string?> TargetSize = new("--target-size") { Description = "Size of the files to make, such as 128MB; by default what the table's 'write.target-file-size-bytes' says, else 512MB", HelpName = "size" };

    private static readonly Option<int?> LeastFiles = new Option<int?>("--least-files") { Description = "So many small files are put together, or fewer that fill a whole one; 5 when not given", HelpName = "n" }.NumberFrom(2);

    private static readonly Option<int?> DeletedPercent = new Option<int?>("--deleted-percent") { Description = "Share of deleted rows from which on a file is written anew without them; 30 when not given", HelpName = "n" }.NumberFrom(0);

    private static readonly Option<bool> Sort = new("--sort") { Description = "Write also those files anew whose rows are not in the table's sort order" };

    private static readonly Option<bool> All = new("--all") { Description = "Write all files anew, whatever their size" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "optimize",
            "Put small files together, take deleted rows out of the files, and pack the manifests; the rows stay the same",
            ["lake table optimize gold.fct_orders", "lake table optimize raw.events --dry-run", "lake table optimize raw.events --target-size 128MB --sort"])
            .With(DryRun, TargetSize, LeastFiles, DeletedPercent, Sort, All);
        command.Add(TableArguments.Table);
        command.SetAction(parsed =>
        {
            var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "table");
            using var engine = workspace.OpenEngine();
            using var session = engine.OpenSession();
            var table = TableArguments.Identifier(workspace, parsed.GetRequiredValue(TableArguments.Table));
            var request = Request(parsed);
            Tell(terminal, request, session.Optimize(new RelationName(null, table.Namespace.ToString(), table.Name), request, terminal.CancellationToken));
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static OptimizeRequest Request(ParseResult parsed)
    {
        var standard = new OptimizeRequest();
        return new OptimizeRequest
        {
            IsDryRun = parsed.GetValue(DryRun),
            TargetBytes = parsed.GetValue(TargetSize) is { } size ? Bytes(size) : null,
            LeastFiles = parsed.GetValue(LeastFiles) ?? standard.LeastFiles,
            DeletedShare = parsed.GetValue(DeletedPercent) / 100.0 ?? standard.DeletedShare,
            IsSorting = parsed.GetValue(Sort),
            IsWhole = parsed.GetValue(All),
        };
    }

    private static void Tell(TerminalContext terminal, OptimizeRequest request, OptimizeResult result)
    {
        foreach (var rewrite in result.Rewrites)
        {
            var deleted = rewrite.DeletedRows > 0 ? $", {rewrite.DeletedRows} deleted rows" : "";
            terminal.Output.WriteLine($"{(rewrite.Partition.Length > 0 ? rewrite.Partition + ": " : "")}{Count(rewrite.Files, "file")}, {rewrite.Bytes} bytes{deleted}");
        }

        terminal.Output.Flush();
        var files = Count(result.Rewrites.Sum(rewrite => rewrite.Files), "file");
        terminal.Error.WriteLine(
            result.IsEmpty ? "nothing to do"
            : request.IsDryRun ? $"{files} would become about {result.Rewrites.Length}, and {Count(result.RemovedDeletes, "delete file")} go; nothing was changed"
            : string.Join(", ", Done(result, files)));
    }

    private static IEnumerable<string> Done(OptimizeResult result, string files)
    {
        if (!result.Rewrites.IsEmpty)
        {
            yield return $"{files} became {result.NewFiles}";
        }

        if (result.RemovedDeletes > 0)
        {
            yield return $"{Count(result.RemovedDeletes, "delete file")} gone";
        }

        if (result.HasPackedManifests)
        {
            yield return "the manifests are put together";
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static long Bytes(string text)
    {
        var digits = text.TrimEnd([.. "kKmMgGbB "]);
        var unit = text[digits.Length..].Trim().ToUpperInvariant() switch
        {
            "" or "B" => 1L,
            "K" or "KB" => 1L << 10,
            "M" or "MB" => 1L << 20,
            "G" or "GB" => 1L << 30,
            _ => 0,
        };
        return unit > 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1 << 20
            ? number * unit
            : throw CliRules.Misused.Error(null, $"'{text}' is no size", "write it as 128MB or 1GB");
    }
}
