using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;

namespace Lake.Jinja.Compiling;

/// <summary><c>for</c>.</summary>
internal sealed class LoopCompiler(CompileContext context, StatementCompiler statements)
{
    /// <summary>The most rounds of a loop that is written out.</summary>
    private const int MostRounds = 8;

    public void For(ForSyntax loop, Frame frame, StatementList result)
    {
        var mentionsLoop = context.Mentions(loop.Span, "loop");
        if (mentionsLoop)
        {
            CheckTargets(loop);
        }

        var isExtended = loop.IsRecursive
            || (mentionsLoop && UndeclaredNames.In(loop.Body, "loop").Count > 0)
            || (context.Blocks.Count > 0 && loop.DescendantsAndSelf().OfType<BlockSyntax>().Any(block => block.IsScoped));
        var items = statements.Expressions.Items(loop.Items, frame);
        if (items is Constant { Value: PyTuple { Count: > 0 and <= MostRounds } known } && !isExtended && !context.IsNative
            && loop is { Target: NameSyntax target, Test: null, Else.IsEmpty: true } && loop.Body.All(OnlyPrints))
        {
            WriteOut(loop, target.Name, known, frame, result);
        }
        else
        {
            result.Add(For(loop, items, frame, isExtended));
        }
    }

    private Statement For(ForSyntax loop, Expression items, Frame frame, bool isExtended)
    {
        var function = loop.IsRecursive ? new Function(frame.Function) : frame.Function;
        var body = frame.Inner(new Scope(function, frame.Scope)) with { IsLoop = true };
        var otherwise = frame.Inner(new Scope(function, frame.Scope)) with { IsLoop = frame.IsLoop && !loop.IsRecursive };
        var loopSlot = isExtended ? body.Scope.DeclareParameter("loop").Slot : -1;
        var analysis = statements.Analyse(body.Scope);
        analysis.TargetParameter(loop.Target);
        analysis.Statements(loop.Body);
        statements.Analyse(otherwise.Scope).Statements(loop.Else);

        var test = loop.Test is null ? null : Test(loop, loop.Test, frame);
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

    /// <summary>A loop over literals that only prints becomes what its rounds print, each with its item in place.</summary>
    private void WriteOut(ForSyntax loop, string target, PyTuple items, Frame frame, StatementList result)
    {
        var errors = context.Diagnostics.Count;
        foreach (var item in items.Values)
        {
            var round = frame.Inner();
            round.Scope.DeclareConstant(target, item);
            statements.Analyse(round.Scope).Statements(loop.Body);
            statements.Add(loop.Body, round, result);
            if (context.Diagnostics.Count > errors)
            {
                // What is wrong with the body is said once.
                break;
            }
        }
    }

    private static bool OnlyPrints(StatementSyntax statement) => statement switch
    {
        IfSyntax branches => branches.Branches.All(branch => branch.Body.All(OnlyPrints)) && branches.Else.All(OnlyPrints),
        _ => statement is TextSyntax or OutputSyntax,
    };

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
