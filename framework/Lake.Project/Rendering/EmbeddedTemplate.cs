using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Rendering;

/// <summary>Jinja inside a YAML value. What is wrong with it is told at its place in the YAML file.</summary>
internal static class EmbeddedTemplate
{
    /// <summary>The plain value natively rendered; throws <see cref="DiagnosticException"/> with places in the YAML file.</summary>
    public static object? Evaluate(YamlScalar scalar, RenderContext context)
    {
        var inner = new SourceFile(scalar.Source.Path, scalar.Text);
        try
        {
            var template = Template.Parse(inner, JinjaOptions.DbtNative);
            return template.Diagnostics.IsEmpty
                ? TemplateValues.ToPlain(template.Evaluate(context))
                : throw new DiagnosticException(template.Diagnostics);
        }
        catch (DiagnosticException e)
        {
            throw new DiagnosticException(Moved(e.Diagnostics, inner, scalar), e);
        }
    }

    /// <summary>The same diagnostics with places of the inner text moved to where that text stands in the YAML file.</summary>
    public static ImmutableArray<Diagnostic> Moved(ImmutableArray<Diagnostic> diagnostics, SourceFile inner, YamlScalar scalar)
    {
        var written = scalar.Source.GetText(scalar.Span);
        var shift = written.IndexOf(scalar.Text, StringComparison.Ordinal);
        Location Move(Location location) => location.Source != inner
            ? location
            : shift < 0 ? scalar.Location : scalar.Source.At(location.Span.Shift(scalar.Span.Start + shift));
        return [.. diagnostics.Select(d => d with
        {
            Location = d.Location is null ? scalar.Location : Move(d.Location),
            Related = [.. d.Related.Select(r => r with { Location = Move(r.Location) })],
        })];
    }
}
