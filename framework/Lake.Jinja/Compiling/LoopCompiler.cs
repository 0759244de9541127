using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary><c>for</c>.</summary>
internal sealed class LoopCompiler(CompileContext context, StatementCompiler statements)
{
    public Statement For(ForSyntax loop, Frame frame)
    {
        var mentionsLoop = context.Mentions(loop.Span, "loop");
        if (mentionsLoop)
        {
            CheckTargets(loop);
        }

        var function = loop.IsRecursive ? new Function(frame.Function) : frame.Function;
        var body = frame.Inner(new Scope(function, frame.Scope)) with { IsLoop = true };
        var otherwise = frame.Inner(new Scope(function, frame.Scope)) with { IsLoop = frame.IsLoop && !loop.IsRecursive };
        var isExtended = loop.IsRecursive
            || (mentionsLoop && UndeclaredNames.In(loop.Body, "loop").Count > 0)
            || (context.Blocks.Count > 0 && loop.DescendantsAndSelf().OfType<BlockSyntax>().Any(block => block.IsScoped));
        var loopSlot = isExtended ? body.Scope.DeclareParameter("loop").Slot : -1;
        var analysis = statements.Analyse(body.Scope);
        analysis.TargetParameter(loop.Target);
        analysis.Statements(loop.Body);
        statements.Analyse(otherwise.Scope).Statements(loop.Else);

        var test = loop.Test is null ? null : Test(loop, loop.Test, frame);
        var items = statements.Expressions.Items(loop.Items, frame);
        var plan = new LoopPlan(
            StatementCompiler.Target(loop.Target, body, isExported: false),
            FrameEntry.Of(body.Scope),
            statements.Body(loop.Body, body),
            FrameEntry.Of(otherwise.Scope),
            statements.Body(loop.Else, otherwise),
            loopSlot,
            context.Site(loop.Items, frame));
        return loop.IsRecursive
            ? new RecursiveForStatement(plan, function, items, test, context.Site(loop.Items), context.IsNative)
            : new ForStatement(plan, items, test);
    }

    private LoopTest Test(ForSyntax loop, ExpressionSyntax test, Frame frame)
    {
        var function = new Function(frame.Function);
        var inner = frame.Inner(new Scope(function, frame.Scope));
        var analysis = statements.Analyse(inner.Scope);
        analysis.TargetParameter(loop.Target);
        analysis.Read(test);
        return new LoopTest(
            StatementCompiler.Target(loop.Target, inner, isExported: false),
            FrameEntry.Of(inner.Scope),
            statements.Expressions.Compile(test, inner),
            function);
    }

    private void CheckTargets(ForSyntax loop)
    {
        foreach (var node in loop.DescendantsAndSelf())
        {
            var target = node switch
            {
                ForSyntax inner => inner.Target,
                SetSyntax set => set.Target,
                SetBlockSyntax set => set.Target,
                _ => null,
            };
            if (target?.DescendantsAndSelf().OfType<NameSyntax>().FirstOrDefault(name => name.Name == "loop") is { } found)
            {
                context.Fail(found.Span, "Can't assign to special loop variable in for-loop target");
                return;
            }
        }
    }
}
