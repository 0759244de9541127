using System.Collections.Immutable;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;

namespace Lake.Jinja.Compiling;

/// <summary>Text and <c>{{ }}</c>.</summary>
internal sealed class OutputCompiler(CompileContext context, ExpressionCompiler expressions)
{
    /// <summary>
    /// Compiles the run of text and output that begins at an index and gives the index of its last. In native rendering
    /// neighbouring constants are one part, always a string.
    /// </summary>
    public int Group(ImmutableArray<StatementSyntax> statements, int index, Frame frame, List<Statement> result, int parentSlot)
    {
        string? constant = null;
        List<TextStatement> texts = [];
        for (; index < statements.Length && statements[index] is TextSyntax or OutputSyntax; index++)
        {
            if (!context.IsNative)
            {
                Add(result, texts, Guard(One(statements[index], frame), frame, parentSlot));
                continue;
            }

            var value = statements[index] is OutputSyntax output ? expressions.Compile(output.Value, frame) : null;
            if (value is null)
            {
                constant += ((TextSyntax)statements[index]).Text;
            }
            else if (expressions.TryFold(value, out var folded) && HasSafeRepr(folded))
            {
                constant += PyText.Of(folded);
            }
            else
            {
                Flush(result, ref constant);
                result.Add(Return(((OutputSyntax)statements[index]).Value, new NativeOutputStatement(value), frame));
            }
        }

        Join(result, texts);
        Flush(result, ref constant);
        return index - 1;
    }

    public Statement Do(DoSyntax run, Frame frame) =>
        Return(run.Value, new DoStatement(expressions.Compile(run.Value, frame)), frame);

    public Statement Print(PrintSyntax print, Frame frame, int parentSlot) =>
        new WithStatement(null, [], [.. print.Values.Select(value => Guard(Value(expressions.Compile(value, frame), value, frame), frame, parentSlot))]);

    /// <summary>Prints a value.</summary>
    public Statement Value(Expression value, SyntaxNode syntax, Frame frame)
    {
        if (context.IsNative)
        {
            return new NativeOutputStatement(value);
        }

        var site = context.Site(syntax);
        if (frame.Escapes)
        {
            return new OutputStatement(new EscapeExpression(value), site);
        }

        return expressions.TryFold(value, out var folded)
            ? new TextStatement(PyText.Of(folded), site, isVerbatim: false)
            : new OutputStatement(value, site);
    }

    private static Statement Guard(Statement statement, Frame frame, int parentSlot) =>
        frame is { IsTopLevel: true, ChecksOutput: true } && parentSlot >= 0 ? new GuardedStatement(statement, parentSlot) : statement;

    private static void Add(List<Statement> result, List<TextStatement> texts, Statement statement)
    {
        if (statement is TextStatement text)
        {
            texts.Add(text);
            return;
        }

        Join(result, texts);
        result.Add(statement);
    }

    private static void Join(List<Statement> result, List<TextStatement> texts)
    {
        if (texts.Count > 0)
        {
            result.Add(texts.Count == 1 ? texts[0] : new JoinedTextStatement([.. texts]));
            texts.Clear();
        }
    }

    private static void Flush(List<Statement> result, ref string? constant)
    {
        if (constant is not null)
        {
            result.Add(new NativeOutputStatement(new Constant(constant)));
            constant = null;
        }
    }

    /// <summary>The types whose printed form Jinja2 puts into the code it generates.</summary>
    private static bool HasSafeRepr(object? value) => value switch
    {
        NativeMarker => false,
        PyTuple or PyList => PyIteration.Items(value).All(HasSafeRepr),
        PySet set => set.Items.All(HasSafeRepr),
        PyDict dict => dict.All(item => HasSafeRepr(item.Key) && HasSafeRepr(item.Value)),
        JinjaObject => value is Markup or PyRange,
        _ => true,
    };

    private Statement One(StatementSyntax statement, Frame frame)
    {
        if (statement is not OutputSyntax output)
        {
            var text = (TextSyntax)statement;
            return new TextStatement(text.Text, context.Site(text), isVerbatim: true);
        }

        return Return(output.Value, Value(expressions.Compile(output.Value, frame), output, frame), frame);
    }

    /// <summary>A lone call of <c>return</c> ends the macro without the detour of an exception.</summary>
    private Statement Return(ExpressionSyntax value, Statement otherwise, Frame frame) =>
        value is CallSyntax { Callee: NameSyntax { Name: "return" } } call && call.Arguments is { Positional.Length: 1, Star: null, DoubleStar: null }
            && call.Arguments.Keywords.IsEmpty
            ? new ReturnStatement(expressions.PlainCall(call, frame), expressions.Compile(call.Arguments.Positional[0], frame), otherwise)
            : otherwise;
}
