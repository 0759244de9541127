using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>Variables that are known before the project file is read: <c>--vars</c> and <c>vars.yml</c>.</summary>
internal static class VariableFiles
{
    /// <param name="vars">As given to <c>--vars</c>.</param>
    /// <param name="report">Where diagnostics go.</param>
    public static ValueMap CommandLine(string? vars, Action<Diagnostic> report)
    {
        if (string.IsNullOrWhiteSpace(vars))
        {
            return ValueMap.Empty;
        }

        var source = new SourceFile("<--vars>", vars);
        var document = YamlDocument.Parse(source);
        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        switch (document.Root)
        {
            case YamlMapping map:
                return PlainValues.MapFromYaml(map);
            case null:
                return ValueMap.Empty;
            default:
                report(ProjectRules.InvalidVars.At(source.At(0, source.Text.Length), $"--vars must be a mapping, not {document.Root.Described}", "write --vars 'name: value', or '{a: 1, b: 2}'"));
                return ValueMap.Empty;
        }
    }

    public static ValueMap Read(string directory, Action<Diagnostic> report)
    {
        var path = Path.Combine(directory, "vars.yml");
        if (!File.Exists(path) || FileReader.Read(path, "vars.yml", report) is not { } source)
        {
            return ValueMap.Empty;
        }

        var document = YamlDocument.Parse(source);
        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        return PlainValues.MapFromYaml((document.Root as YamlMapping)?.Find("vars")?.Value as YamlMapping);
    }
}
