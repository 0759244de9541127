using Lake.Jinja;
using Lake.Jinja.Tree;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>
/// Tells of calls of macros that nothing defines. While a project is parsed, unknown names are silent, so without this
/// they would show only when the node runs.
/// </summary>
internal sealed class UnknownCalls(MacroRegistry macros, Action<Diagnostic> report)
{
    /// <summary>What the template language itself gives.</summary>
    private static readonly string[] Language =
        ["caller", "loop", "varargs", "kwargs", "super", "self", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "return"];

    public void Check(CodeNode node, RenderContext context)
    {
        if (node.Template is not { } template)
        {
            return;
        }

        List<SyntaxNode> all = [.. template.Root.DescendantsAndSelf()];
        var bound = new Lazy<HashSet<string>>(() => [.. all.SelectMany(Bound)]);
        CheckSilent(template, all, node, context, bound);
        foreach (var call in all.OfType<CallSyntax>())
        {
            var owner = call.Callee switch
            {
                NameSyntax name => name,
                AttributeSyntax { Owner: NameSyntax name } => name,
                _ => null,
            };
            if (owner is null || Language.Contains(owner.Name, StringComparer.Ordinal) || context.Names.TryGet(owner.Name, out _))
            {
                if (call.Callee is AttributeSyntax { Owner: NameSyntax package } attribute)
                {
                    CheckMember(template, package, attribute);
                }

                continue;
            }

            if (!bound.Value.Contains(owner.Name))
            {
                report(Unknown(template, owner, call.Callee as AttributeSyntax, node));
            }
        }
    }

    /// <summary>A name that nothing defines prints as nothing, and a loop over it does nothing: dbt's way, and a trap.</summary>
    private void CheckSilent(Template template, List<SyntaxNode> all, Node node, RenderContext context, Lazy<HashSet<string>> bound)
    {
        if (node is OperationNode)
        {
            return;
        }

        foreach (var syntax in all)
        {
            var name = syntax switch
            {
                OutputSyntax { Value: NameSyntax printed } => printed,
                ForSyntax { Items: NameSyntax items } => items,
                _ => null,
            };
            if (name is null || Language.Contains(name.Name, StringComparer.Ordinal) || context.Names.TryGet(name.Name, out _))
            {
                continue;
            }

            if (!bound.Value.Contains(name.Name))
            {
                report(ProjectRules.UndefinedName.At(
                    template.Source.At(name.Span), $"'{name.Name}' is undefined, so {(syntax is ForSyntax ? "the loop does nothing" : "it prints nothing")}",
                    Spelling.Hint(name.Name, bound.Value.Concat(macros.InPackage(node.PackageName).Keys))
                        ?? $"give it a value with {{% set {name.Name} = … %}}, or write {{{{ var('{name.Name}') }}}} for a variable"));
            }
        }
    }

    private void CheckMember(Template template, NameSyntax package, AttributeSyntax member)
    {
        var names = macros.InPackage(package.Name);
        if (names.Count > 0 && !names.ContainsKey(member.Name) && package.Name != MacroRegistry.BuiltInPackage)
        {
            report(ProjectRules.UnknownMacro.At(
                template.Source.At(member.NameSpan), $"the package '{package.Name}' has no macro '{member.Name}'", Spelling.Hint(member.Name, names.Keys)));
        }
    }

    private Diagnostic Unknown(Template template, NameSyntax owner, AttributeSyntax? member, Node node)
    {
        var place = template.Source.At(owner.Span);
        if (member is not null)
        {
            return ProjectRules.UnknownMacro.At(
                place, $"'{owner.Name}' is not known here, so '{owner.Name}.{member.Name}' cannot be called",
                Spelling.Hint(owner.Name, macros.Packages) ?? $"if it is a package, list it in packages.yml and install it to dbt_packages/{owner.Name}");
        }

        var near = macros.InPackage(node.PackageName).Keys.Concat(macros.InPackage(macros.RootPackage).Keys).Concat(macros.InPackage(MacroRegistry.BuiltInPackage).Keys)
            .Concat(["ref", "source", "config", "var", "env_var", "is_incremental"]);
        var elsewhere = macros.All.FirstOrDefault(m => m.Name == owner.Name);
        return ProjectRules.UnknownMacro.At(
            place, $"there is no macro '{owner.Name}'",
            elsewhere is not null ? $"did you mean '{elsewhere.PackageName}.{owner.Name}'?"
                : Spelling.Hint(owner.Name, near) ?? $"define it in macros/ with {{% macro {owner.Name}() %}}");
    }

    /// <summary>The names that a statement gives a value anywhere in the file; order and scope are left aside.</summary>
    private static IEnumerable<string> Bound(SyntaxNode node) => node switch
    {
        SetSyntax set => Names(set.Target),
        SetBlockSyntax set => Names(set.Target),
        ForSyntax loop => Names(loop.Target),
        WithSyntax with => with.Targets.SelectMany(Names),
        MacroSyntax macro => macro.Parameters.Select(p => p.Name).Append(macro.Name),
        CallBlockSyntax call => call.Parameters.Select(p => p.Name),
        ImportSyntax import => [import.Name],
        FromImportSyntax import => import.Names.Select(n => n.Alias),
        _ => [],
    };

    private static IEnumerable<string> Names(SyntaxNode target) => target.DescendantsAndSelf().OfType<NameSyntax>().Select(n => n.Name);
}
