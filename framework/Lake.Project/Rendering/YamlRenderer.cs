using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Rendering;

/// <summary>
/// Renders the Jinja in the values of a YAML tree, giving the same tree with the same places. A value that fails is
/// reported and becomes null.
/// </summary>
/// <param name="context">Made when the first value needs it.</param>
/// <param name="report">Where diagnostics go.</param>
/// <param name="isLate">Whether the value of a key path is left alone, to be rendered when it is used.</param>
internal sealed class YamlRenderer(
    Func<RenderContext> context, Action<Diagnostic> report, Func<ImmutableArray<string>, bool>? isLate = null)
{
    private RenderContext? _context;

    public YamlNode Render(YamlNode node) => Render(node, []);

    private YamlNode Render(YamlNode node, ImmutableArray<string> path)
    {
        if (path.Length > 0 && isLate?.Invoke(path) == true)
        {
            return node;
        }

        return node switch
        {
            YamlScalar { Value: string text } scalar when TemplateText.HasJinja(text) => Evaluate(scalar),
            YamlSequence list => new YamlSequence(list.Source, list.Span, [.. list.Items.Select(i => Render(i, path))]),
            YamlMapping map => new YamlMapping(
                map.Source, map.Span, [.. map.Entries.Select(e => e with { Value = Render(e.Value, path.Add(e.Key.Text)) })]),
            _ => node,
        };
    }

    private YamlNode Evaluate(YamlScalar scalar)
    {
        try
        {
            return ToYaml(EmbeddedTemplate.Evaluate(scalar, _context ??= context()), scalar);
        }
        catch (DiagnosticException e)
        {
            foreach (var diagnostic in e.Diagnostics)
            {
                report(diagnostic);
            }

            return new YamlScalar(scalar.Source, scalar.Span, "", null, isPlain: false);
        }
    }

    private static YamlNode ToYaml(object? value, YamlScalar at) => value switch
    {
        ValueList list => new YamlSequence(at.Source, at.Span, [.. list.Select(item => ToYaml(item, at))]),
        ValueMap map => new YamlMapping(at.Source, at.Span, [.. map.Select(p => new YamlEntry(Key(p.Key, at), ToYaml(p.Value, at)))]),
        _ => new YamlScalar(at.Source, at.Span, PlainValues.Text(value), value, isPlain: false),
    };

    private static YamlScalar Key(string key, YamlScalar at) => new(at.Source, at.Span, key, key, isPlain: false);
}
