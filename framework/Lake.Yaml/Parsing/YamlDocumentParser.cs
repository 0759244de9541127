using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml.Tree;
using YamlDotNet.Core;

namespace Lake.Yaml.Parsing;

internal static class YamlDocumentParser
{
    private const int MostErrors = 20;

    /// <summary>The tree, null for an empty document, and what is wrong with the text in its order.</summary>
    public static (YamlNode? Root, ImmutableArray<Diagnostic> Diagnostics) Parse(SourceFile source)
    {
        var diagnostics = new List<Diagnostic>();
        var text = source.Text.StartsWith('\uFEFF') ? ' ' + source.Text[1..] : source.Text;
        YamlNode? root = null;
        for (var attempt = 0; attempt < MostErrors; attempt++)
        {
            var builder = new TreeBuilder(source, text);
            try
            {
                root = builder.Build();
                diagnostics.AddRange(builder.Diagnostics);
                break;
            }
            catch (Exception e) when (e is YamlException or InvalidOperationException)
            {
                var place = SyntaxErrors.Place(source, text, e, builder.Position);
                diagnostics.Add(SyntaxErrors.Describe(source, place, e));
                var rest = SyntaxErrors.WithoutBlockAt(text, place.Start);
                if (rest is null)
                {
                    break;
                }

                text = rest;
            }
        }

        return (root, [.. diagnostics.OrderBy(d => d.Location?.Span.Start ?? 0)]);
    }
}
