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
        var open = new Stack<SyntaxNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse())
            {
                open.Push(child);
            }
        }
    }
}
