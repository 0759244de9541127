using Lake.Text;

namespace Lake.Yaml.Tree;

/// <summary>A part of a YAML document and where it was written. An alias gives the node that its anchor names.</summary>
public abstract class YamlNode(SourceFile source, TextSpan span)
{
    public SourceFile Source { get; } = source;

    public TextSpan Span { get; } = span;

    public Location Location => Source.At(Span);

    /// <summary><c>a mapping</c>, <c>a list</c>, <c>the text 'x'</c>, …: for messages.</summary>
    public abstract string Described { get; }
}
