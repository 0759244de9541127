using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Yaml.Tree;

public sealed class YamlSequence(SourceFile source, TextSpan span, ImmutableArray<YamlNode> items) : YamlNode(source, span)
{
    public ImmutableArray<YamlNode> Items { get; } = items;

    public override string Described => "a list";
}
