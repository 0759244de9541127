using System.CommandLine;
using Lake.Cli.Output;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Text;
using Lake.Yaml.Keys;

namespace Lake.Cli.Commands;

internal static class SchemaCommand
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = $"Which kind of file: {string.Join(", ", FileSchemas.All.Select(f => f.Name))}; else all are listed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Folder to write the schemas into, as <name>.schema.json",
        HelpName = "folder",
    };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "schema",
            "JSON Schemas of the files that projects are written in, for editors and checks",
            ["lake schema", "lake schema properties >properties.schema.json", "lake schema --to .schemas"])
        {
            Name, To,
        };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(Name), parsed.GetValue(To)));
        return command;
    }

    private static int Run(TerminalContext terminal, string? name, string? folder)
    {
        var chosen = FileSchemas.All.Where(f => name is null || f.Name == name).ToList();
        if (name is not null && chosen.Count == 0)
        {
            var names = FileSchemas.All.Select(f => f.Name).ToList();
            throw CliRules.Misused.Error(null, $"there is no schema '{name}'", Spelling.Hint(name, names) ?? $"there are: {string.Join(", ", names)}");
        }

        if (folder is not null)
        {
            Prepare(Path.GetFullPath(folder, terminal.CurrentDirectory));
        }

        foreach (var schema in chosen)
        {
            Write(terminal, schema, name, folder);
        }

        return (int)ExitCode.Success;
    }

    private static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliRules.UnwritableOutput.Error(null, $"'{folder}' cannot be made: {error.Message}", "name another folder");
        }
    }

    private static void Write(TerminalContext terminal, FileSchema schema, string? name, string? folder)
    {
        if (folder is not null)
        {
            var path = Path.Combine(Path.GetFullPath(folder, terminal.CurrentDirectory), $"{schema.Name}.schema.json");
            AtomicFile.Write(AtomicFile.Target(path, terminal.CurrentDirectory), file => File.WriteAllText(file, JsonSchema.Write(schema.Keys, schema.Files)));
            terminal.Output.WriteLine($"wrote {Path.GetRelativePath(terminal.CurrentDirectory, path)}");
        }
        else if (name is not null)
        {
            terminal.Output.Write(JsonSchema.Write(schema.Keys, schema.Files));
        }
        else
        {
            terminal.Output.WriteLine($"{schema.Name,-12}{schema.Files}");
        }
    }
}
