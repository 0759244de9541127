using System.Collections.Immutable;
using Lake.Jinja.Evaluation;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;

namespace Lake.Jinja.Compiling;

/// <summary>Syntax to executable statements.</summary>
internal sealed class StatementCompiler
{
    private readonly CompileContext _context;
    private readonly OutputCompiler _outputs;
    private readonly LoopCompiler _loops;
    private readonly MacroCompiler _macros;
    private readonly InheritanceCompiler _inheritance;

    public StatementCompiler(CompileContext context)
    {
        _context = context;
        Expressions = new ExpressionCompiler(context);
        _outputs = new OutputCompiler(context, Expressions);
        _loops = new LoopCompiler(context, this);
        _macros = new MacroCompiler(context, this);
        _inheritance = new InheritanceCompiler(context, this);
    }

    public ExpressionCompiler Expressions { get; }

    public MacroCompiler Macros => _macros;

    public InheritanceCompiler Inheritance => _inheritance;

    public NameAnalysis Analyse(Scope scope) => new(scope, _context.NameOf);

    public Statement[] Body(ImmutableArray<StatementSyntax> statements, Frame frame)
    {
        var result = new StatementList(_context.IsNative);
        Add(statements, frame, result);
        return result.ToArray();
    }

    public void Add(ImmutableArray<StatementSyntax> statements, Frame frame, StatementList result)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case TextSyntax or OutputSyntax or PrintSyntax:
                    Output(statement, frame, result);
                    break;
                case BlockSyntax when _inheritance.Drops(frame):
                    break;
                case IfSyntax branches:
                    If(branches, frame.Soft(), result);
                    break;
                case DoSyntax run:
                    _outputs.Do(run, frame, result);
                    break;
                case ForSyntax loop:
                    _loops.For(loop, frame, result);
                    break;
                default:
                    if (Statement(statement, frame) is { } compiled)
                    {
                        result.Add(compiled);
                    }

                    break;
            }
        }
    }

    public static Target Target(ExpressionSyntax target, Frame frame, bool isExported)
    {
        switch (target)
        {
            case NameSyntax name:
                var variable = frame.Scope.Find(name.Name) ?? throw new InvalidOperationException($"'{name.Name}' was not analysed");
                return new VariableTarget(variable.Slot, name.Name, isExported);
            case NamespaceTargetSyntax owner:
                return new NamespaceTarget(ExpressionCompiler.Variable(owner.Name, frame), owner.Attribute);
            case TupleSyntax tuple:
                return new TupleTarget([.. tuple.Items.Select(item => Target(item, frame, isExported))]);
            default:
                return new TupleTarget([]);
        }
    }

    private Statement? Statement(StatementSyntax statement, Frame frame) => statement switch
    {
        SetSyntax set => new SetStatement(
            Target(set.Target, frame, frame.IsTopLevel), Expressions.Compile(set.Value, frame), _context.Site(set, frame)),
        SetBlockSyntax block => SetBlock(block, frame),
        MacroSyntax macro => _macros.Statement(macro, frame),
        CallBlockSyntax call => _inheritance.Guard(_macros.CallBlock(call, frame), frame),
        FilterBlockSyntax filter => FilterBlock(filter, frame),
        WithSyntax with => With(with, frame),
        AutoescapeSyntax autoescape => Autoescape(autoescape, frame),
        BreakSyntax => Jump(statement, frame, Signal.Break),
        ContinueSyntax => Jump(statement, frame, Signal.Continue),
        BlockSyntax block => _inheritance.Block(block, frame),
        ExtendsSyntax extends => _inheritance.Extends(extends, frame),
        IncludeSyntax include => _inheritance.Include(include, frame),
        ImportSyntax import => _inheritance.Import(import, frame),
        FromImportSyntax import => _inheritance.FromImport(import, frame),
        _ => null,
    };

    private SignalStatement Jump(StatementSyntax statement, Frame frame, Signal signal)
    {
        if (!frame.IsLoop)
        {
            _context.FailPython(statement.Span, signal == Signal.Break ? "'break' outside loop" : "'continue' not properly in loop");
        }

        return new SignalStatement(signal);
    }

    private void Output(StatementSyntax statement, Frame frame, StatementList result)
    {
        if (_inheritance.Drops(frame))
        {
            return;
        }

        var isGuarded = _inheritance.Guards(frame);
        var target = isGuarded ? new StatementList(_context.IsNative) : result;
        switch (statement)
        {
            case TextSyntax text:
                _outputs.Text(text, target);
                break;
            case OutputSyntax output:
                _outputs.Output(output, frame, target);
                break;
            case PrintSyntax print:
                _outputs.Print(print, frame, target);
                break;
        }

        if (isGuarded)
        {
            result.Add(_inheritance.Guard(target.ToArray()));
        }
    }

    /// <summary>All branches are compiled, whatever is known of their tests: their errors count.</summary>
    private void If(IfSyntax node, Frame frame, StatementList result)
    {
        var branches = new List<(Expression Test, Statement[] Body)>(node.Branches.Length);
        Statement[]? otherwise = null;
        foreach (var branch in node.Branches)
        {
            var test = Expressions.Compile(branch.Test, frame);
            if (test is not Constant { Value: var known })
            {
                var body = Body(branch.Body, frame);
                branches.AddRange(otherwise is null ? [(test, body)] : []);
            }
            else if (otherwise is null && PyValue.IsTrue(known))
            {
                otherwise = Last(branch.Body);
            }
            else
            {
                Body(branch.Body, frame);
            }
        }

        var rest = otherwise is null ? Last(node.Else) : Body(node.Else, frame);
        if (branches.Count > 0)
        {
            result.Add(new IfStatement([.. branches], otherwise ?? rest));
        }

        // With no test before it, it is a part of what surrounds the statement.
        Statement[] Last(ImmutableArray<StatementSyntax> body)
        {
            if (branches.Count > 0)
            {
                return Body(body, frame);
            }

            Add(body, frame, result);
            return [];
        }
    }

    private SetBlockStatement SetBlock(SetBlockSyntax block, Frame frame)
    {
        var inner = frame.Inner() with { ChecksOutput = false };
        Analyse(inner.Scope).Statements(block.Body);
        if (block.Filter is not null)
        {
            Analyse(inner.Scope).Read(block.Filter);
        }

        var captured = Captured(inner);
        var body = Body(block.Body, inner);
        var value = block.Filter is null ? captured : Expressions.Filter(block.Filter, inner, captured);
        return new SetBlockStatement(
            Target(block.Target, frame, frame.IsTopLevel), captured, value, FrameEntry.Of(inner.Scope), body, _context.IsNative, _context.Site(block, frame));
    }

    private FilterBlockStatement FilterBlock(FilterBlockSyntax filter, Frame frame)
    {
        var inner = frame.Inner();
        Analyse(inner.Scope).Read(filter.Filter);
        Analyse(inner.Scope).Statements(filter.Body);
        var captured = Captured(inner);
        var body = Body(filter.Body, inner);
        var value = Expressions.Filter(filter.Filter, inner, captured);
        Statement output = _context.IsNative ? new NativeOutputStatement(value) : new RawOutputStatement(value, _context.Site(filter, frame));
        return new FilterBlockStatement(captured, FrameEntry.Of(inner.Scope), body, _inheritance.Guard(output, frame), _context.IsNative);
    }

    private static CapturedText Captured(Frame frame) =>
        new(frame.Function.GetVariable(frame.Scope.Level, "(captured)").Slot, frame.Escapes);

    private WithStatement With(WithSyntax with, Frame frame)
    {
        var inner = frame.Inner();
        var analysis = Analyse(inner.Scope);
        foreach (var target in with.Targets)
        {
            analysis.TargetParameter(target);
        }

        analysis.Statements(with.Body);
        var items = with.Targets.Zip(with.Values)
            .Select(item => (Target(item.First, inner, isExported: false), Expressions.Compile(item.Second, frame)));
        return new WithStatement(FrameEntry.Of(inner.Scope), [.. items], Body(with.Body, inner));
    }

    /// <summary>Only a literal switches escaping on; Jinja2 decides anything else, and then for some values only, while it renders.</summary>
    private WithStatement Autoescape(AutoescapeSyntax autoescape, Frame frame)
    {
        var inner = frame.Inner() with { Escapes = autoescape.Value is LiteralSyntax { Value: var literal } && Values.PyValue.IsTrue(literal) };
        Analyse(inner.Scope).Statements(autoescape.Body);
        return new WithStatement(FrameEntry.Of(inner.Scope), [], Body(autoescape.Body, inner));
    }
}
