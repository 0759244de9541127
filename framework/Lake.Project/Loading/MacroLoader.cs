using System.Collections.Immutable;
using System.Reflection;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Tree;
using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Macros;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>Macro files to macros: those of packages from disk, the built-in ones from this assembly.</summary>
internal static class MacroLoader
{
    private static readonly string[] BuiltInPackages = [MacroRegistry.BuiltInPackage, MacroRegistry.UtilitiesPackage];

    public static ImmutableArray<Macro> BuiltIn()
    {
        var assembly = typeof(MacroLoader).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.Contains("/macros/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var macros = new ImmutableArray<Macro>[names.Length];
        Parallel.For(0, names.Length, i =>
        {
            var source = new SourceFile(names[i].Replace('\\', '/'), Text(assembly, names[i]));
            var template = Template.Parse(source, JinjaOptions.Dbt);
            var package = Array.Find(BuiltInPackages, p => source.Path.StartsWith(p + "/", StringComparison.Ordinal)) ?? MacroRegistry.BuiltInPackage;
            macros[i] = [.. Macros(template, package, source.Path[(package.Length + 1)..])];
        });
        return [.. macros.SelectMany(m => m)];
    }

    public static ImmutableArray<Macro> Load(ImmutableArray<ProjectFile> files, Action<Diagnostic> report)
    {
        var macros = new ImmutableArray<Macro>[files.Length];
        Parallel.For(0, files.Length, i => macros[i] = Load(files[i], report));
        return [.. macros.SelectMany(m => m)];
    }

    /// <summary>As in dbt, the arguments of tests with files of their own are those that property files document.</summary>
    public static ImmutableArray<Macro> LoadGenericTests(ImmutableArray<ProjectFile> files, Action<Diagnostic> report)
    {
        var macros = Load(files, report);
        foreach (var macro in macros)
        {
            macro.Arguments = [];
        }

        return macros;
    }

    /// <summary>Reports each second macro of one name in a package, and leaves it out.</summary>
    public static ImmutableArray<Macro> WithoutDuplicates(IEnumerable<Macro> macros, Action<Diagnostic> report)
    {
        var seen = new Dictionary<string, Macro>(StringComparer.Ordinal);
        foreach (var macro in macros)
        {
            if (!seen.TryAdd(macro.UniqueId, macro))
            {
                report(Duplicates.Diagnostic(ProjectRules.DuplicateName, Kind(macro), macro.Definition.Name, macro.Location, seen[macro.UniqueId].Location));
            }
        }

        return [.. seen.Values];
    }

    private static string Kind(Macro macro) => macro.Definition.Kind switch
    {
        MacroKind.Test => "generic tests",
        MacroKind.Materialization => "materializations",
        MacroKind.Macro or MacroKind.Snapshot or MacroKind.Docs => "macros",
    };

    private static ImmutableArray<Macro> Load(ProjectFile file, Action<Diagnostic> report)
    {
        if (FileReader.Read(file.FullPath, file.DisplayPath, report) is not { } source)
        {
            return [];
        }

        var template = Template.Parse(source, JinjaOptions.Dbt);
        foreach (var diagnostic in template.Diagnostics)
        {
            report(diagnostic);
        }

        foreach (var misplaced in template.Macros.Where(m => m.Kind is MacroKind.Snapshot or MacroKind.Docs))
        {
            var (block, folder) = misplaced.Kind == MacroKind.Snapshot ? ("snapshot", "snapshot-paths") : ("docs", "a .md file");
            report(ProjectRules.MisplacedBlock.At(
                misplaced.Location, $"the {block} block '{misplaced.Name}' stands in a macro file, where it is not read", $"move it to {folder}"));
        }

        return [.. Macros(template, file.Package, file.OriginalPath)];
    }

    private static IEnumerable<Macro> Macros(Template template, string package, string path)
    {
        var taken = 0;
        foreach (var definition in template.Macros.OrderBy(m => m.Syntax.Span.Start))
        {
            var span = Block(template.Source.Text, definition.Syntax.Span, taken);
            taken = span.End;
            if (definition.Kind is MacroKind.Macro or MacroKind.Test or MacroKind.Materialization)
            {
                yield return Macro(template, definition, span, package, path);
            }
        }
    }

    private static Macro Macro(Template template, MacroDefinition definition, TextSpan span, string package, string path) => new()
    {
        UniqueId = $"macro.{package}.{definition.FullName}",
        Name = definition.FullName,
        PackageName = package,
        Path = path,
        OriginalFilePath = path,
        Source = template.Source,
        Span = span,
        Definition = definition,
        Arguments = [.. definition.Parameters.Select(p => new MacroArgument(p.Name))],
        SupportedLanguages = definition.Kind == MacroKind.Materialization ? definition.SupportedLanguages : [],
    };

    /// <summary>
    /// As dbt cuts files into blocks: white space that a dash in a tag strips belongs to the block, first come first
    /// served, and files begin and end without any.
    /// </summary>
    /// <param name="text">The file's.</param>
    /// <param name="span">From tag to tag, with what the first one strips.</param>
    /// <param name="taken">Where the block before ends.</param>
    private static TextSpan Block(string text, TextSpan span, int taken)
    {
        var last = text.TrimEnd().Length;
        var (start, end) = (Math.Max(span.Start, Math.Max(taken, text.Length - text.TrimStart().Length)), Math.Min(span.End, last));
        while (end < last && char.IsWhiteSpace(text[end]) && text.AsSpan(0, span.End).EndsWith("-%}"))
        {
            end++;
        }

        return TextSpan.FromBounds(start, end);
    }

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
