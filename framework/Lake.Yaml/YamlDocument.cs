using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml.Parsing;
using Lake.Yaml.Tree;

namespace Lake.Yaml;

/// <summary>The first document of a YAML text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Root">Null for an empty document. With syntax errors, what could be read.</param>
/// <param name="Diagnostics">In the order of the text.</param>
public sealed record YamlDocument(SourceFile Source, YamlNode? Root, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>
    /// Never throws. After a syntax error reading goes on at the next entry in the first column, so that one run tells
    /// of several errors.
    /// </summary>
    public static YamlDocument Parse(SourceFile source)
    {
        var (root, diagnostics) = YamlDocumentParser.Parse(source);
        return new(source, root, diagnostics);
    }

    /// <summary>The type that PyYAML gives a plain scalar.</summary>
    public static object? Resolve(string plainScalar) => ScalarTyping.Resolve(plainScalar);
}
