using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary>
/// Which of some special names (<c>loop</c>, <c>caller</c>, <c>varargs</c>, …) a body reads without having set them.
/// Looks into everything but blocks, in the order of Jinja2's tree.
/// </summary>
internal sealed class UndeclaredNames
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _found = [];

    private UndeclaredNames(IEnumerable<string> names) => _names = [.. names];

    public static HashSet<string> In(IEnumerable<SyntaxNode> body, params string[] names)
    {
        var finder = new UndeclaredNames(names);
        foreach (var node in body)
        {
            finder.Visit(node);
        }

        return finder._found;
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case NameSyntax name:
                if (_names.Contains(name.Name))
                {
                    _found.Add(name.Name);
                }

                break;
            case LiteralSyntax or TextSyntax or BlockSyntax:
                break;
            case CallBlockSyntax call:
                Visit(call.Call);
                VisitAll(call.Parameters);
                VisitAll(call.Body);
                break;
            default:
                Declare(node);
                VisitAll(node.Children.Where(child => !IsTarget(node, child)));
                break;
        }

        if (node is ParameterSyntax parameter)
        {
            _names.Remove(parameter.Name);
        }
    }

    private void VisitAll(IEnumerable<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            Visit(node);
        }
    }

    private void Declare(SyntaxNode node)
    {
        switch (node)
        {
            case SetSyntax set:
                Remove(set.Target);
                break;
            case SetBlockSyntax set:
                Remove(set.Target);
                break;
            case ForSyntax loop:
                Remove(loop.Target);
                break;
            case WithSyntax with:
                foreach (var target in with.Targets)
                {
                    Remove(target);
                }

                break;
            case MacroSyntax macro:
                foreach (var parameter in macro.Parameters)
                {
                    _names.Remove(parameter.Name);
                }

                break;
        }
    }

    private void Remove(ExpressionSyntax target)
    {
        foreach (var name in target.DescendantsAndSelf().OfType<NameSyntax>())
        {
            _names.Remove(name.Name);
        }
    }

    private static bool IsTarget(SyntaxNode owner, SyntaxNode child) => owner switch
    {
        SetSyntax set => ReferenceEquals(child, set.Target),
        SetBlockSyntax set => ReferenceEquals(child, set.Target),
        ForSyntax loop => ReferenceEquals(child, loop.Target),
        WithSyntax with => with.Targets.Any(target => ReferenceEquals(target, child)),
        _ => false,
    };
}
