using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Lake.Jinja;
using Lake.Project.Artifacts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Tests.Caching;

/// <summary>All of a project as one text: what is said of it, its manifest, and every member of every node.</summary>
internal static partial class WholeProject
{
    public static string Text(LoadedProject project)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in project.Diagnostics.Select(d => DiagnosticText.Draw(d)).Order(StringComparer.Ordinal))
        {
            text.AppendLine(diagnostic);
        }

        using var stream = new MemoryStream();
        ManifestWriter.Write(project, new Dictionary<string, CompiledRecord>(), stream);
        text.AppendLine(GeneratedAt().Replace(Encoding.UTF8.GetString(stream.ToArray()), "").Replace(",\"", ",\n\"", StringComparison.Ordinal));
        foreach (var node in project.Nodes.Values.Concat(project.Disabled))
        {
            text.AppendLine(node.UniqueId);
            foreach (var member in node.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(m => m.Name, StringComparer.Ordinal))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {member.Name} = {Value(member.GetValue(node))}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"  place = {(node as CodeNode)?.PlaceOfConfig("materialized")}");
        }

        text.AppendJoin('\n', project.Graph.Order.Select(n => n.UniqueId));
        return text.ToString();
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        ValueMap or ValueList => PlainValues.Repr(value),
        NodeConfig config => PlainValues.Repr(config.Values),
        SourceFile source => $"{source.Path} {Checksum.Sha256(source.Text)}",
        Location place => $"{place} +{place.Span.Length} of {Checksum.Sha256(place.Source.Text)}",
        Template => "template",
        UInt128 hash => hash.ToString(CultureInfo.InvariantCulture),
        IConvertible or TextSpan or Checksum => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Value))}]",
        _ => $"{{{string.Join(", ", value.GetType().GetProperties().Where(p => p.Name != "EqualityContract").Select(p => $"{p.Name}: {Value(p.GetValue(value))}"))}}}",
    };

    [GeneratedRegex("\"generated_at\":\"[^\"]*\",")]
    private static partial Regex GeneratedAt();
}
