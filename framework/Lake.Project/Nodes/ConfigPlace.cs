using System.Text.RegularExpressions;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>Where a configuration key of a node was written.</summary>
internal static class ConfigPlace
{
    public static Location Find(Node node, string key, PatchedConfig? patch, SourceFile project)
    {
        if (node is TestNode { IsGeneric: true })
        {
            return node.Location;
        }

        if (node is CodeNode { ConfigCall: var call } code && call.ContainsKey(key) && Key(code.Code, code.CodeSpan, key) is { } inSql)
        {
            return inSql;
        }

        if (patch is not null && patch.Config.ContainsKey(key))
        {
            var rest = TextSpan.FromBounds(patch.Name.Span.Start, patch.Name.Source.Text.Length);
            return Key(patch.Name.Source, rest, key) ?? patch.Name;
        }

        if (key == "relation" && node is CodeNode { CodePlace: { } relation })
        {
            return relation;
        }

        return node.Config.Has(key) && Key(project, new TextSpan(0, project.Text.Length), key) is { } inProject && node is CodeNode { ConfigCall: var c } && !c.ContainsKey(key)
            ? inProject
            : node.Location;
    }

    private static Location? Key(SourceFile source, TextSpan span, string key)
    {
        var match = Regex.Match(source.GetText(span), $@"(?<![\w-])\+?{Regex.Escape(key)}(?=['""]?\s*[:=])", RegexOptions.CultureInvariant);
        return match.Success ? source.At(span.Start + match.Index, match.Length) : null;
    }
}
