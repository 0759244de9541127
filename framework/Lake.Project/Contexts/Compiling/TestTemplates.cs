using System.Collections.Concurrent;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>Generic tests without a configuration of their own differ in their arguments only: all of one macro are rendered from one template.</summary>
internal static class TestTemplates
{
    private const string Call = "(**_dbt_generic_test_kwargs) }}";

    /// <summary>By text: one for each macro that tests anything.</summary>
    private static readonly ConcurrentDictionary<string, Template> Shared = new(StringComparer.Ordinal);

    /// <summary>The template to render the node from.</summary>
    public static Template? Of(CodeNode node) => node is TestNode { IsGeneric: true } && node.RawCode is var text && text.EndsWith(Call, StringComparison.Ordinal)
        ? Shared.GetOrAdd(text, code => Template.Parse(new SourceFile("a generic test", code), JinjaOptions.Dbt))
        : node.Template;

    /// <summary>Whether a place is in the template that the node is rendered from.</summary>
    public static bool Holds(CodeNode node, Location location) =>
        ReferenceEquals(location.Source, node.Code) || (node is TestNode { IsGeneric: true } && ReferenceEquals(location.Source, Of(node)?.Source));
}
