using System.Collections.Immutable;
using Lake.Jinja.Builtins;
using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Operations;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary>Syntax to executable expressions; what depends on literals only is evaluated here, as Jinja2 does.</summary>
internal sealed class ExpressionCompiler(CompileContext context)
{
    public Expression Compile(ExpressionSyntax syntax, Frame frame) => Fold(syntax switch
    {
        LiteralSyntax literal => literal.Value is double d && double.IsInfinity(d) ? new InfiniteConstant(d, context.Constants) : new Constant(literal.Value),
        NameSyntax name => Variable(name.Name, frame),
        AttributeSyntax attribute => new AttributeExpression(Compile(attribute.Owner, frame), attribute.Name, context.Site(attribute, frame)),
        CallSyntax call => Call(call, frame),
        FilterSyntax filter => Filter(filter, frame, null),
        ItemSyntax item => Item(item, frame),
        BinarySyntax binary => Binary(binary, frame),
        ConcatSyntax concat => new ConcatExpression(All(concat.Items, frame), frame.Escapes),
        CompareSyntax compare => Compare(compare, frame),
        LogicSyntax logic => Logic(logic, frame),
        UnarySyntax unary => Unary(unary, frame),
        ConditionalSyntax conditional => Conditional(conditional, frame.Soft()),
        TestSyntax test => Test(test, frame, expected: true),
        ListSyntax list => new ListExpression(All(list.Items, frame)),
        TupleSyntax tuple => new TupleExpression(All(tuple.Items, frame)),
        DictSyntax dict => new DictExpression(
            [.. dict.Items.Select(item => (Compile(item.Key, frame), Compile(item.Value, frame)))], context.Site(dict, frame)),
        _ => new Constant(null),
    });

    /// <summary>What a loop walks through, which nobody else gets hold of.</summary>
    public Expression Items(ExpressionSyntax syntax, Frame frame) =>
        Compile(syntax, frame) is var items && items is ListExpression list ? Fold(list.AsTuple()) : items;

    public Expression[] All(ImmutableArray<ExpressionSyntax> items, Frame frame)
    {
        var result = new Expression[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            result[i] = Compile(items[i], frame);
        }

        return result;
    }

    public static Expression Variable(string name, Frame frame)
    {
        if (frame.Scope.TryGetConstant(name, out var value))
        {
            return new Constant(value);
        }

        if (frame.Scope.IsFree(name))
        {
            return frame.Function.GetFree(name);
        }

        var variable = frame.Scope.Find(name) ?? throw new InvalidOperationException($"'{name}' was not analysed");
        var hops = frame.Function.HopsTo(variable.Function);
        return hops == 0 ? variable.Local : new OuterVariable(hops, variable.Slot, name);
    }

    public CallExpression PlainCall(CallSyntax call, Frame frame) =>
        new(Compile(call.Callee, frame), Invocation(call, frame));

    /// <summary>A filter or a chain of them; the innermost takes the captured text where it has no operand.</summary>
    public Expression Filter(FilterSyntax filter, Frame frame, Expression? captured)
    {
        var operand = filter.Operand switch
        {
            null => captured ?? new Constant(""),
            FilterSyntax inner when captured is not null => Filter(inner, frame, captured),
            _ => Compile(filter.Operand, frame),
        };
        if (filter is { Name: "default" or "d", Arguments: { Positional.Length: <= 1, Star: null, DoubleStar: null } arguments } && arguments.Keywords.IsEmpty)
        {
            return new DefaultExpression(operand, arguments.Positional.IsEmpty ? null : Compile(arguments.Positional[0], frame));
        }

        var site = context.Site(filter, frame);
        if (FilterTable.Find(filter.Name, context.IsDbt, context.IsNative) is { } found)
        {
            return new FilterExpression(found, operand, Arguments(filter.Arguments, frame), site);
        }

        return Unknown("filter", filter.Name, filter.NameSpan, operand, site, frame, FilterTable.Names);
    }

    /// <summary>The value at compile time, when the expression depends on literals only and does not fail.</summary>
    public bool TryFold(Expression expression, out object? value)
    {
        value = (expression as Constant)?.Value;
        if (expression is Constant)
        {
            return true;
        }

        if (!expression.IsPure)
        {
            return false;
        }

        try
        {
            value = expression.Eval(context.Constants);
            return true;
        }
        catch (JinjaError)
        {
            // It fails again, with its place, when it is reached.
            return false;
        }
    }

    private Expression Fold(Expression expression) =>
        expression is not Constant && expression.IsPure && TryFold(expression, out var value) && IsImmutable(value)
            ? value is double d && double.IsInfinity(d) ? new InfiniteConstant(d, context.Constants) : new Constant(value)
            : expression;

    private static bool IsImmutable(object? value) =>
        value is not JinjaObject || (value is PyTuple tuple && tuple.Items.All(IsImmutable)) || value is Markup;

    private UnknownExpression Unknown(
        string kind, string name, TextSpan span, Expression operand, CallSite site, Frame frame, IEnumerable<string> names)
    {
        var message = $"No {kind} named {PyRepr.OfString(name)}";
        if (!frame.IsSoft)
        {
            context.Fail(span, message + ".", Spelling.Hint(name, names));
        }

        return new UnknownExpression(message + " found.", operand, site);
    }

    private ArgumentList Arguments(ArgumentsSyntax arguments, Frame frame) => new(
        All(arguments.Positional, frame),
        arguments.Keywords.IsEmpty ? [] : [.. arguments.Keywords.Select(keyword => (keyword.Name, Compile(keyword.Value, frame)))],
        arguments.Star is null ? null : Compile(arguments.Star, frame),
        arguments.DoubleStar is null ? null : Compile(arguments.DoubleStar, frame));

    private Invocation Invocation(CallSyntax call, Frame frame) => new(Arguments(call.Arguments, frame), context.Site(call, frame));

    private Expression Call(CallSyntax call, Frame frame) => call.Callee is AttributeSyntax method && !method.Name.StartsWith('_')
        ? new MethodCallExpression(
            Compile(method.Owner, frame), method.Name, Invocation(call, frame), context.Site(method, frame))
        : PlainCall(call, frame);

    private Expression Item(ItemSyntax item, Frame frame)
    {
        var owner = Compile(item.Owner, frame);
        if (item.Key is TupleSyntax { Items: var keys } && keys.Any(key => key is SliceSyntax) && (context.IsNative || !owner.IsPure))
        {
            context.FailPython(item.Span, "invalid syntax");
        }

        var site = context.Site(item, frame);
        return item.Key is SliceSyntax slice
            ? new SliceExpression(
                owner, Optional(slice.Start, frame), Optional(slice.Stop, frame), Optional(slice.Step, frame), site, context.Constants)
            : new ItemExpression(owner, Compile(item.Key, frame), site);
    }

    private Expression? Optional(ExpressionSyntax? syntax, Frame frame) => syntax is null ? null : Compile(syntax, frame);

    private Expression Compare(CompareSyntax compare, Frame frame)
    {
        var first = Compile(compare.First, frame);
        var site = context.Site(compare, frame);
        if (compare.Rest.Length == 1)
        {
            var value = Compile(compare.Rest[0].Value, frame);
            return compare.Rest[0].Operator is { } operation
                ? new CompareExpression(operation, first, value, site)
                : new InExpression(compare.Rest[0].IsNegated, first, value, site);
        }

        return new ChainExpression(first, [.. compare.Rest.Select(part => (part.Operator, part.IsNegated, Compile(part.Value, frame)))], site);
    }

    private Expression Unary(UnarySyntax unary, Frame frame)
    {
        if (unary.Operator != UnaryOperator.Not)
        {
            return new SignExpression(unary.Operator == UnaryOperator.Minus, Compile(unary.Operand, frame), context.Site(unary, frame));
        }

        return unary.Operand is TestSyntax { Name: "defined" } test ? Test(test, frame, expected: false) : new NotExpression(Compile(unary.Operand, frame));
    }

    /// <summary>
    /// In the Python that Jinja2 writes, a negative number before <c>**</c> stands without its brackets:
    /// <c>(-2) ** n</c> is <c>-(2 ** n)</c>.
    /// </summary>
    private Expression Binary(BinarySyntax binary, Frame frame)
    {
        var (left, right, site) = (Compile(binary.Left, frame), Compile(binary.Right, frame), context.Site(binary, frame));
        var result = new BinaryExpression(binary.Operator, left, right, site);
        return binary.Operator == BinaryOperator.Power && left is Constant { Value: var number } && PyNumber.IsNegative(number) && !TryFold(result, out _)
            ? new SignExpression(
                true, new BinaryExpression(BinaryOperator.Power, new Constant(Arithmetic.Negate(number)), right, site), site)
            : result;
    }

    /// <summary>What the left operand decides alone leaves the right one uncompiled, whatever is wrong with it.</summary>
    private Expression Logic(LogicSyntax logic, Frame frame)
    {
        var left = Compile(logic.Left, frame);
        if (TryFold(left, out var known))
        {
            return PyValue.IsTrue(known) == logic.IsAnd ? Compile(logic.Right, frame) : left;
        }

        var right = Compile(logic.Right, frame);
        return logic.IsAnd ? new AndExpression(left, right) : new OrExpression(left, right);
    }

    private Expression Conditional(ConditionalSyntax conditional, Frame frame)
    {
        var test = Compile(conditional.Test, frame);
        var branch = !TryFold(test, out var known) ? null : PyValue.IsTrue(known) ? conditional.Then : conditional.Otherwise;
        return branch is not null
            ? Compile(branch, frame)
            : new ConditionalExpression(test, Compile(conditional.Then, frame), Optional(conditional.Otherwise, frame), context.Site(conditional));
    }

    private Expression Test(TestSyntax test, Frame frame, bool expected)
    {
        var operand = Compile(test.Operand, frame);
        if (test.Name == "defined" && ReferenceEquals(test.Arguments, ArgumentsSyntax.None))
        {
            return new DefinedExpression(operand, expected);
        }

        var site = context.Site(test, frame);
        var found = TestTable.Find(test.Name);
        Expression result = found is null
            ? Unknown("test", test.Name, test.NameSpan, operand, site, frame, TestTable.Names)
            : new TestExpression(found, operand, Arguments(test.Arguments, frame), site);
        return expected ? result : new NotExpression(result);
    }
}
