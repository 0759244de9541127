using Lake.Testing;
using Lake.Text;
using Lake.Yaml.Tree;
using Xunit;

namespace Lake.Yaml.Tests;

/// <summary>Documents drawn as trees with places, and what is said about wrong ones.</summary>
public class DocumentTests
{
    private static readonly string Cases = Baseline.Folder(["Cases"]);

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Cases, "*.yml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads(string name)
    {
        var source = new SourceFile(name + ".yml", File.ReadAllText(Path.Combine(Cases, name + ".yml")));
        var document = YamlDocument.Parse(source);
        var lines = new List<string>();
        Draw(document.Root, 0, lines);
        lines.AddRange(document.Diagnostics.Select(d => DiagnosticText.Draw(d).ReplaceLineEndings("\n").TrimEnd()));
        Baseline.Check(Path.Combine(Cases, name + ".out"), string.Join('\n', lines) + "\n");
    }

    private static void Draw(YamlNode? node, int depth, List<string> lines)
    {
        var indent = new string(' ', depth * 2);
        switch (node)
        {
            case null:
                lines.Add(indent + "nothing");
                break;
            case YamlScalar scalar:
                lines.Add($"{indent}{scalar.Described} at {scalar.Location.Start}-{scalar.Location.End}");
                break;
            case YamlSequence list:
                lines.Add($"{indent}list at {list.Location.Start}");
                foreach (var item in list.Items)
                {
                    Draw(item, depth + 1, lines);
                }

                break;
            case YamlMapping map:
                lines.Add($"{indent}mapping at {map.Location.Start}");
                foreach (var entry in map.Entries)
                {
                    lines.Add($"{indent}  {entry.Key.Text} at {entry.Key.Location.Start}:");
                    Draw(entry.Value, depth + 2, lines);
                }

                break;
            default:
                break;
        }
    }
}
