using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

internal static class BuildCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "build",
            "Load new raw files, then build and test seeds, models and snapshots; publish only what passed its tests",
            [
                "lake build",
                "lake build --select +fct_orders         # a model and all it needs",
                "lake build --select tag:nightly --exclude path:models/gold",
                "lake build --full-refresh --threads 8",
                "lake build --branch dev                 # on a branch of every table; then lake publish dev",
                "lake build --keep-failed                # lets you look at what failed its tests",
                "lake build --publish all                # everything, or nothing",
            ]).With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, .. RunArguments.All, .. SeedSample.Show.Both, AuditArguments.KeepFailed.On, AuditArguments.Publish, AuditArguments.Fuse.Off, LoadArguments.NoLoad]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, RunCommand.Build));
        return command;
    }
}
