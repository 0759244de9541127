using System.Collections.Immutable;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary><c>macro</c> and <c>call</c>.</summary>
internal sealed class MacroCompiler(CompileContext context, StatementCompiler statements)
{
    public Statement Statement(MacroSyntax macro, Frame frame)
    {
        var name = context.NameOf(macro);
        var compiled = Compile(name, macro.Parameters, macro.Body, macro.NameSpan, frame, new Function(frame.Function));
        return new MacroStatement(compiled, StatementCompiler.Target(new NameSyntax(macro.NameSpan, name), frame, frame.IsTopLevel));
    }

    public Statement CallBlock(CallBlockSyntax call, Frame frame)
    {
        var body = Compile(null, call.Parameters, call.Body, call.Span, frame, new Function(frame.Function));
        return new CallBlockStatement(body, statements.Expressions.PlainCall(call.Call, frame), context.Site(call.Call, frame), context.IsNative);
    }

    /// <param name="name">Null for the body of a call block.</param>
    public CompiledMacro Compile(
        string? name,
        ImmutableArray<ParameterSyntax> parameters,
        ImmutableArray<StatementSyntax> body,
        TextSpan span,
        Frame outer,
        Function function)
    {
        var frame = outer.Inner(new Scope(function, outer.Function == function ? null : outer.Scope)) with { IsLoop = false, ChecksOutput = false };
        Analyse(frame, parameters, body);
        var (caller, keywords, varargs) = Special(frame, parameters, body, span);
        Analyse(frame, parameters, body);
        return new CompiledMacro
        {
            Name = name,
            Parameters = [.. parameters.Select(parameter => parameter.Name)],
            Slots = [.. parameters.Select(parameter => frame.Scope.Find(parameter.Name)?.Slot ?? 0)],
            Defaults = [.. parameters.Select(p => p.Default is null ? null : statements.Expressions.Compile(p.Default, frame))],
            CallerSlot = caller,
            KeywordsSlot = keywords,
            VarargsSlot = varargs,
            HasExplicitCaller = parameters.Any(parameter => parameter.Name == "caller"),
            IsNative = context.IsNative,
            Body = new CompiledBody(statements.Body(body, frame), FrameEntry.Of(frame.Scope), function),
        };
    }

    private (int Caller, int Keywords, int Varargs) Special(
        Frame frame, ImmutableArray<ParameterSyntax> parameters, ImmutableArray<StatementSyntax> body, TextSpan span)
    {
        if (!Mentions(body))
        {
            return (-1, -1, -1);
        }

        var asked = UndeclaredNames.In(body, "caller", "kwargs", "varargs");
        var explicitCaller = parameters.FirstOrDefault(parameter => parameter.Name == "caller");
        if (asked.Contains("caller") && explicitCaller is { Default: null })
        {
            context.Fail(span, "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.");
        }

        return (
            asked.Contains("caller") && explicitCaller is null ? frame.Scope.DeclareParameter("caller").Slot : -1,
            Slot("kwargs"),
            Slot("varargs"));

        int Slot(string name) => asked.Contains(name) && !parameters.Any(parameter => parameter.Name == name)
            ? frame.Scope.DeclareParameter(name).Slot
            : -1;
    }

    private bool Mentions(ImmutableArray<StatementSyntax> body)
    {
        if (body.IsEmpty)
        {
            return false;
        }

        var span = TextSpan.Cover(body[0].Span, body[^1].Span);
        return context.Mentions(span, "caller") || context.Mentions(span, "args");
    }

    private void Analyse(Frame frame, ImmutableArray<ParameterSyntax> parameters, ImmutableArray<StatementSyntax> body)
    {
        var analysis = statements.Analyse(frame.Scope);
        analysis.Parameters(parameters);
        analysis.Statements(body);
    }
}
