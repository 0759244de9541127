using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

/// <summary>Writes a small project that builds at once, for a person to change into his own.</summary>
internal static partial class InitCommand
{
    private const string DefaultName = "shop";

    private const string Resources = "template/";

    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The project's name and folder; asked for on a terminal, else 'shop'",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>dbt's, for scripts that give it: there is no profile to set up.</summary>
    private static readonly Option<bool> SkipProfileSetup = new("--skip-profile-setup", "-s") { Description = "Taken and ignored: a new project needs no profile", Hidden = true };

    private static readonly Option<bool> SkipDebug = new("--skip-debug") { Description = "Taken and ignored: nothing is tried after a project is written", Hidden = true };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "init",
            "Start a project: a folder with streams, models, tests and a snapshot that builds at once",
            ["lake init shop", "cd shop && lake build"]).With(SkipProfileSetup, SkipDebug);
        command.Add(Name);
        command.SetAction(parsed => Run(terminal, parsed.GetValue(Name)));
        return command;
    }

    private static int Run(TerminalContext terminal, string? given)
    {
        var name = given ?? Ask(terminal);
        if (!NameForm().IsMatch(name))
        {
            throw CliRules.Misused.Error(null, $"'{name}' cannot be a project's name", "use letters, digits and underscores, as in my_shop");
        }

        var folder = Path.GetFullPath(name, terminal.CurrentDirectory);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw CliRules.FolderInUse.Error(null, $"'{name}' is there already and is not empty", "choose another name, or remove it first");
        }

        foreach (var (path, content) in Files(name))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder);
            File.WriteAllText(file, content);
        }

        terminal.Output.WriteLine($"Wrote the project '{name}'. Now:");
        terminal.Output.WriteLine($"  cd {name}");
        terminal.Output.WriteLine("  lake build");
        terminal.Output.WriteLine("  lake query \"select * from main.daily_sales\"");
        return (int)ExitCode.Success;
    }

    /// <summary>The files of a new project, by relative path.</summary>
    public static IEnumerable<(string Path, string Content)> Files(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not embedded");
            using var reader = new StreamReader(stream);
            var path = resource[Resources.Length..].Replace('\\', '/');
            yield return (path == "gitignore" ? ".gitignore" : path, DefaultWord().Replace(reader.ReadToEnd(), name));
        }
    }

    private static string Ask(TerminalContext terminal)
    {
        if (!terminal.CanAsk)
        {
            return DefaultName;
        }

        terminal.Output.Write($"Name of the project [{DefaultName}]: ");
        terminal.Output.Flush();
        return terminal.Input.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : DefaultName;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

    [GeneratedRegex($@"\b{DefaultName}\b", RegexOptions.CultureInvariant)]
    private static partial Regex DefaultWord();
}
