using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Project.Packages;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class DepsCommand
{
    private static readonly Option<string?> AddPackage = new("--add-package")
    {
        Description = "Add a package to packages.yml first, with its version behind an @",
        HelpName = "NAME@VERSION",
    };

    private static readonly Option<PackageSource> Source = new("--source") { Description = "Where the added package comes from", DefaultValueFactory = _ => PackageSource.Hub };

    private static readonly Option<bool> Lock = new("--lock") { Description = "Choose versions and write package-lock.yml, and install nothing" };

    private static readonly Option<bool> Upgrade = new("--upgrade") { Description = "Choose the newest versions that packages.yml allows" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "deps",
            "Install the packages that packages.yml or dependencies.yml lists",
            ["lake deps", "lake deps --upgrade", "lake deps --add-package dbt-labs/dbt_utils@1.3.0"]);
        command.Add(AddPackage);
        command.Add(Source);
        command.Add(Lock);
        command.Add(Upgrade);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var options = ProjectArguments.Read(terminal, parsed, "deps");
        if (parsed.GetValue(AddPackage) is { } added)
        {
            var file = PackageListEditor.Add(options, added, parsed.GetValue(Source));
            terminal.Output.WriteLine($"added {added} to {Path.GetFileName(file)}");
        }

        var lockOnly = parsed.GetValue(Lock);
        var packages = PackageInstaller.Install(
            options, parsed.GetValue(Upgrade), lockOnly, warning => terminal.Error.Write(DiagnosticText.Draw(warning, terminal.UseColors)));
        foreach (var package in packages)
        {
            terminal.Output.WriteLine($"{(lockOnly ? "locked" : "installed")} {package.Name} ({package.Description})");
        }

        if (packages.IsEmpty)
        {
            terminal.Output.WriteLine("no packages are listed in packages.yml");
        }

        return (int)ExitCode.Success;
    }
}
