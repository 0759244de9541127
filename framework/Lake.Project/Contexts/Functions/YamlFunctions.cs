using System.Text;
using Lake.Jinja;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>fromyaml</c> and <c>toyaml</c>.</summary>
internal static class YamlFunctions
{
    public static object? FromYaml(CallArguments arguments)
    {
        var document = YamlDocument.Parse(new SourceFile("<fromyaml>", arguments.Text(0, "value")));
        if (document.Diagnostics.IsEmpty)
        {
            return document.Root is { } root ? TemplateValues.FromPlain(PlainValues.FromYaml(root)) : null;
        }

        return arguments.Has(1, "default")
            ? arguments.Optional(1, "default")
            : throw JinjaError.Value($"not valid YAML: {document.Diagnostics[0].Message}");
    }

    public static object? ToYaml(CallArguments arguments)
    {
        var text = new StringBuilder();
        Write(text, arguments.Required(0, "value"), "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, string indent)
    {
        switch (value)
        {
            case PyDict { Count: > 0 } dict:
                foreach (var (key, item) in dict)
                {
                    text.Append(indent).Append(Scalar(key)).Append(':');
                    WriteBelow(text, item, indent);
                }

                break;
            case PyList { Count: > 0 } or PyTuple { Count: > 0 }:
                foreach (var item in Arguments.Items(value))
                {
                    text.Append(indent).Append('-');
                    WriteBelow(text, item, indent);
                }

                break;
            default:
                text.Append(indent).Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteBelow(StringBuilder text, object? item, string indent)
    {
        if (item is PyDict { Count: > 0 } or PyList { Count: > 0 } or PyTuple { Count: > 0 })
        {
            text.Append('\n');
            Write(text, item, indent + "  ");
        }
        else
        {
            text.Append(' ').Append(Scalar(item)).Append('\n');
        }
    }

    /// <summary>JSON is YAML; plain words stay without quotes.</summary>
    private static string Scalar(object? value) => value is string word && word.Length > 0
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/') && char.IsAsciiLetter(word[0])
        && word.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off")
            ? word
            : JsonFunctions.Write(value, sortKeys: false);
}
