using System.Text.RegularExpressions;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts.Functions;

/// <summary>The arguments of a generic test with their Jinja rendered; texts that look like a call are taken as one.</summary>
internal static partial class TestArguments
{
    public static PyDict Render(NodeContext context, TestMetadata metadata)
    {
        var result = new PyDict();
        foreach (var (key, value) in metadata.Kwargs)
        {
            result[key] = key == "column_name" ? TemplateValues.FromPlain(value) : Render(context, TemplateValues.FromPlain(value));
        }

        return result;
    }

    private static object? Render(NodeContext context, object? value) => value switch
    {
        string text => RenderText(context, LooksLikeCall().IsMatch(text) ? $"{{{{ {text} }}}}" : text),
        PyList list => new PyList(list.Select(item => Render(context, item)).ToList()),
        PyDict dict => RenderAll(context, dict),
        _ => value,
    };

    private static PyDict RenderAll(NodeContext context, PyDict dict)
    {
        var result = new PyDict();
        foreach (var (key, value) in dict)
        {
            result[key] = Render(context, value);
        }

        return result;
    }

    private static object? RenderText(NodeContext context, string text) => !text.Contains('{', StringComparison.Ordinal)
        ? text
        : Template.Parse(new SourceFile(context.Node?.OriginalFilePath ?? "<test>", text), JinjaOptions.DbtNative)
            .Evaluate(context.Rendering);

    [GeneratedRegex(@"^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeCall();
}
