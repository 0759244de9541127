using System.Collections.Immutable;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary>
/// Tells a scope which names its statements read and set, in the order in which they do. Stops at statements that have
/// a scope of their own; those are analysed when they are compiled.
/// </summary>
internal sealed class NameAnalysis(Scope scope, Func<MacroSyntax, string> nameOf)
{
    private Scope _scope = scope;

    public void Statements(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            Statement(statement);
        }
    }

    public void Parameters(ImmutableArray<ParameterSyntax> parameters)
    {
        foreach (var parameter in parameters)
        {
            _scope.DeclareParameter(parameter.Name);
        }

        foreach (var parameter in parameters)
        {
            Read(parameter.Default);
        }
    }

    /// <summary>The targets of <c>for</c> and <c>with</c>.</summary>
    public void TargetParameter(ExpressionSyntax target)
    {
        if (target is NameSyntax name)
        {
            _scope.DeclareParameter(name.Name);
        }
        else if (target is TupleSyntax tuple)
        {
            foreach (var item in tuple.Items)
            {
                TargetParameter(item);
            }
        }
    }

    /// <summary>The names an expression reads.</summary>
    public void Read(SyntaxNode? node)
    {
        if (node is NameSyntax name)
        {
            _scope.Load(name.Name);
        }
        else if (node is not (null or LiteralSyntax))
        {
            foreach (var child in node.Children)
            {
                Read(child);
            }
        }
    }

    private void Statement(StatementSyntax statement)
    {
        _ = statement switch
        {
            OutputSyntax output => Read(output.Value, null),
            SetSyntax set => Read(set.Value, set.Target),
            DoSyntax run => Read(run.Value, null),
            IfSyntax branches => If(branches),
            ForSyntax loop => Read(loop.Items, null),
            SetBlockSyntax block => Read(null, block.Target),
            MacroSyntax macro => Store(nameOf(macro)),
            CallBlockSyntax call => Read(call.Call, null),
            FilterBlockSyntax filter => Read(filter.Filter, null),
            WithSyntax with => ReadAll(with.Values),
            PrintSyntax print => ReadAll(print.Values),
            ImportSyntax import => Read(import.Template, null) && Store(import.Name),
            FromImportSyntax import => Read(import.Template, null) && import.Names.All(name => Store(name.Alias)),
            IncludeSyntax or ExtendsSyntax => ReadAll(statement.Children),
            _ => true,
        };
    }

    private bool ReadAll(IEnumerable<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            Read(node);
        }

        return true;
    }

    private bool Read(SyntaxNode? value, ExpressionSyntax? target)
    {
        Read(value);
        Target(target);
        return true;
    }

    private bool Store(string name)
    {
        _scope.Store(name);
        return true;
    }

    private void Target(ExpressionSyntax? target)
    {
        switch (target)
        {
            case NameSyntax name:
                _scope.Store(name.Name);
                break;
            case NamespaceTargetSyntax owner:
                _scope.Load(owner.Name);
                break;
            case TupleSyntax tuple:
                foreach (var item in tuple.Items)
                {
                    Target(item);
                }

                break;
        }
    }

    /// <summary>
    /// Jinja2 keeps the branches of <c>elif</c> in one list, each of them again an <c>if</c>, and visits them as one branch.
    /// </summary>
    private bool If(IfSyntax node)
    {
        Read(node.Branches[0].Test);
        var original = _scope;
        var branches = new List<Scope> { Branch(original, () => Statements(node.Branches[0].Body)) };
        branches.Add(Branch(original, () =>
        {
            foreach (var branch in node.Branches.Skip(1))
            {
                If(new IfSyntax(branch.Span, [branch], []));
            }
        }));
        branches.Add(Branch(original, () => Statements(node.Else)));
        _scope = original;
        original.Merge(branches);
        return true;
    }

    private Scope Branch(Scope original, Action visit)
    {
        var copy = original.Copy();
        _scope = copy;
        visit();
        return copy;
    }
}
