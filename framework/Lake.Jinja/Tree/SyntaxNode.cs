using Lake.Text;

namespace Lake.Jinja.Tree;

/// <summary>A piece of a parsed template. Never changes; spans are offsets in the template's source.</summary>
public abstract record SyntaxNode(TextSpan Span)
{
    /// <summary>The parts, in order of their text.</summary>
    public virtual IEnumerable<SyntaxNode> Children => [];

    /// <summary>This node and everything below it.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        List<SyntaxNode> open = [this];
        while (open.Count > 0)
        {
            var node = open[^1];
            open.RemoveAt(open.Count - 1);
            yield return node;
            var first = open.Count;
            open.AddRange(node.Children);
            open.Reverse(first, open.Count - first);
        }
    }
}
