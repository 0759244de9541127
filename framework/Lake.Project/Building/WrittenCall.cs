using Lake.Jinja;
using Lake.Jinja.Tree;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>
/// The arguments of <c>config(…)</c> as they are written, in dbt's spelling, where the template has to be rendered: states compare what
/// was written and not what it came to: <c>env_var('MODE', 'table')</c>.
/// </summary>
internal static class WrittenCall
{
    /// <param name="call">What the calls came to.</param>
    public static ValueMap Of(Template template, ValueMap call)
    {
        var keywords = template.Root.DescendantsAndSelf().OfType<CallSyntax>().Where(c => c.Callee is NameSyntax { Name: "config" }).SelectMany(c => c.Arguments.Keywords);
        return keywords.Where(k => call.ContainsKey(k.Name) && k.Value is not LiteralSyntax { Value: string })
            .Aggregate(call, (all, k) => all.With(k.Name, Text(template.Source, k.Value)));
    }

    private static string Text(SourceFile source, ExpressionSyntax expression)
    {
        string Of(ExpressionSyntax inner) => Text(source, inner);
        string All(IEnumerable<ExpressionSyntax> items, string between = ", ") => string.Join(between, items.Select(Of));
        return expression switch
        {
            LiteralSyntax literal => PlainValues.Repr(literal.Value),
            NameSyntax name => name.Name,
            ListSyntax list => $"[{All(list.Items)}]",
            TupleSyntax { Items: [var only] } => $"({Of(only)},)",
            TupleSyntax tuple => $"({All(tuple.Items)})",
            DictSyntax dict => $"{{{string.Join(", ", dict.Items.Select(i => $"{Of(i.Key)}: {Of(i.Value)}"))}}}",
            CallSyntax { Arguments: { Star: null, DoubleStar: null } arguments } call =>
                $"{Of(call.Callee)}({string.Join(", ", arguments.Positional.Select(Of).Concat(arguments.Keywords.Select(k => $"{k.Name}={Of(k.Value)}")))})",
            AttributeSyntax attribute => $"{Of(attribute.Owner)}.{attribute.Name}",
            ItemSyntax item => $"{Of(item.Owner)}[{Of(item.Key)}]",
            ConcatSyntax concat => All(concat.Items, " ~ "),
            LogicSyntax logic => $"{Of(logic.Left)} {(logic.IsAnd ? "and" : "or")} {Of(logic.Right)}",
            UnarySyntax { Operator: UnaryOperator.Not } not => $"not {Of(not.Operand)}",
            UnarySyntax { Operator: UnaryOperator.Minus } minus => $"-{Of(minus.Operand)}",
            _ => source.GetText(expression.Span),
        };
    }
}
