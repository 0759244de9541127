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
        switch (node)
        {
            case NameSyntax name:
                _scope.Load(name.Name);
                break;
            case null or LiteralSyntax:
                break;
            case CallSyntax call:
                Read(call.Callee);
                Read(call.Arguments);
                break;
            case ArgumentsSyntax arguments:
                ReadArguments(arguments);
                break;
            case FilterSyntax filter:
                Read(filter.Operand);
                Read(filter.Arguments);
                break;
            case AttributeSyntax attribute:
                Read(attribute.Owner);
                break;
            case BinarySyntax binary:
                Read(binary.Left);
                Read(binary.Right);
                break;
            default:
                ReadAll(node.Children);
                break;
        }
    }

    private void ReadArguments(ArgumentsSyntax arguments)
    {
        foreach (var argument in arguments.Positional)
        {
            Read(argument);
        }

        foreach (var keyword in arguments.Keywords)
        {
            Read(keyword.Value);
        }

        Read(arguments.Star);
        Read(arguments.DoubleStar);
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
        var branches = new List<Scope>(1);
        if (Reads(node.Branches[0].Body))
        {
            branches.Add(_scope = original.Copy());
            Statements(node.Branches[0].Body);
        }

        if (node.Branches.Length > 1)
        {
            branches.Add(_scope = original.Copy());
            foreach (var branch in node.Branches.AsSpan()[1..])
            {
                If(new IfSyntax(branch.Span, [branch], []));
            }
        }

        if (Reads(node.Else))
        {
            branches.Add(_scope = original.Copy());
            Statements(node.Else);
        }

        _scope = original;
        original.Merge(branches);
        return true;
    }

    /// <summary>Whether there is more than text, so that names may matter.</summary>
    private static bool Reads(ImmutableArray<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is not TextSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
