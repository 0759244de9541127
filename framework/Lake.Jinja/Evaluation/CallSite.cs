using System.Collections.Immutable;
using Lake.Jinja.Compiling;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Evaluation;

/// <summary>Where an executable piece came from, and with which names; turned into text only when something fails.</summary>
internal sealed class CallSite(SourceFile source, SyntaxNode syntax, Scope? scope) : CallingPlace
{
    private const int MostValues = 8;
    private const int LongestValue = 120;
    private Location? _location;

    public override Location Location => _location ??= source.At(syntax.Span);

    /// <summary>
    /// For exception filters: remembers this as the place of the failure unless an inner one is known. Always false,
    /// so that nothing is caught.
    /// </summary>
    public bool Note(Exception error, Activation activation)
    {
        activation.Session.Failure.Note(error, this, activation);
        return false;
    }

    public ImmutableArray<NamedValue> Values(Activation activation)
    {
        if (scope is null)
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<NamedValue>();
        foreach (var name in syntax.DescendantsAndSelf().OfType<NameSyntax>().Select(node => node.Name).Distinct().Take(MostValues))
        {
            if (scope.TryPeek(name, activation, out var value))
            {
                if (value is not JinjaObject { IsCallable: true } or Undefined)
                {
                    var text = PyRepr.Of(value);
                    values.Add(new NamedValue(name, text.Length > LongestValue ? text[..LongestValue] + "…" : text));
                }
            }
            else
            {
                values.Add(new NamedValue(name, "undefined"));
            }
        }

        return values.ToImmutable();
    }

    public IEnumerable<string> VisibleNames(Activation activation) =>
        (scope?.AllNames ?? []).Concat(activation.Module.Names);

    /// <summary>The lone name that is meant, when the failing expression hangs on one.</summary>
    public string? RootName => syntax switch
    {
        NameSyntax name => name.Name,
        CallSyntax { Callee: NameSyntax name } => name.Name,
        AttributeSyntax { Owner: NameSyntax name } => name.Name,
        _ => null,
    };
}
