using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;

namespace Lake.Jinja.Compiling;

/// <summary>Text, <c>{{ }}</c>, <c>print</c> and <c>do</c>.</summary>
internal sealed class OutputCompiler(CompileContext context, ExpressionCompiler expressions)
{
    public void Text(TextSyntax text, StatementList result) => result.AddVerbatim(text.Text, context.Template.Source.At(text.Span));

    public void Output(OutputSyntax output, Frame frame, StatementList result)
    {
        if (output.Value is CallSyntax call && IsReturn(call))
        {
            var otherwise = new StatementList(context.IsNative);
            Value(call, output, frame, otherwise);
            result.Add(Return(call, frame, otherwise));
        }
        else
        {
            Value(output.Value, output, frame, result);
        }
    }

    public void Do(DoSyntax run, Frame frame, StatementList result)
    {
        Statement statement = new DoStatement(expressions.Compile(run.Value, frame));
        if (run.Value is CallSyntax call && IsReturn(call))
        {
            var otherwise = new StatementList(context.IsNative);
            otherwise.Add(statement);
            statement = Return(call, frame, otherwise);
        }

        result.Add(statement);
    }

    public void Print(PrintSyntax print, Frame frame, StatementList result)
    {
        foreach (var value in print.Values)
        {
            Value(value, value, frame, result);
        }
    }

    private void Value(ExpressionSyntax syntax, SyntaxNode place, Frame frame, StatementList result)
    {
        var value = expressions.Compile(syntax, frame);
        if (frame.Escapes && !context.IsNative)
        {
            result.AddValue(new EscapeExpression(value), context.Site(place));
        }
        else if (value is ConcatExpression concat && !context.IsNative)
        {
            foreach (var item in concat.Items)
            {
                Value(item, place, result);
            }
        }
        else
        {
            Value(value, place, result);
        }
    }

    private void Value(Expression value, SyntaxNode place, StatementList result)
    {
        if (expressions.TryFold(value, out var folded) && (!context.IsNative || HasSafeRepr(folded)))
        {
            result.AddText(PyText.Of(folded), context.Template.Source.At(place.Span));
        }
        else
        {
            result.AddValue(value, context.Site(place));
        }
    }

    /// <summary>The types whose printed form Jinja2 puts into the code it generates.</summary>
    private static bool HasSafeRepr(object? value) => value switch
    {
        NativeMarker => false,
        PyTuple tuple when tuple.GetType() == typeof(PyTuple) => tuple.Items.All(HasSafeRepr),
        PyList list => list.Items.All(HasSafeRepr),
        PySet set => set.Items.All(HasSafeRepr),
        PyDict dict => dict.All(item => HasSafeRepr(item.Key) && HasSafeRepr(item.Value)),
        JinjaObject => value is Markup or PyRange,
        _ => true,
    };

    /// <summary>A lone call of <c>return</c> ends the macro without the detour of an exception.</summary>
    private static bool IsReturn(CallSyntax call) =>
        call is { Callee: NameSyntax { Name: "return" }, Arguments: { Positional.Length: 1, Keywords.Length: 0, Star: null, DoubleStar: null } };

    private ReturnStatement Return(CallSyntax call, Frame frame, StatementList otherwise) =>
        new(expressions.PlainCall(call, frame), expressions.Compile(call.Arguments.Positional[0], frame), otherwise.ToArray());
}
