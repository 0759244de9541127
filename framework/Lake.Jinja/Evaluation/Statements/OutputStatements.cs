using Lake.Jinja.Evaluation.Expressions;
using Lake.Text;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>Text between tags, or the printed value of a constant expression.</summary>
internal sealed class TextStatement(string text, CallSite site, bool isVerbatim) : Statement
{
    public string Text => text;

    public override Signal Exec(Activation a)
    {
        var output = a.Output;
        if (output.Map is { } map)
        {
            Map(a, map, output.Length);
        }

        output.Append(text);
        return Signal.None;
    }

    /// <summary>With CR LF in the source the output is shorter: one segment a line keeps the columns right.</summary>
    private void Map(Activation a, MapBuilder map, int start)
    {
        if (!isVerbatim || site.Span.Length == text.Length)
        {
            map.Add(start, text.Length, site.Source, site.Span, isVerbatim, a.Session.Top);
            return;
        }

        var source = site.Span.Start;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            map.Add(start + at, end - at, site.Source, new TextSpan(source, end - at), true, a.Session.Top);
            source += end - at;
            if (source <= site.Source.Text.Length && site.Source.Text[source - 1] == '\r' && source < site.Source.Text.Length && site.Source.Text[source] == '\n')
            {
                source++;
            }

            at = end;
        }
    }
}

/// <summary>Neighbouring texts: printed as one unless each has to be traced to its place.</summary>
internal sealed class JoinedTextStatement(TextStatement[] parts) : Statement
{
    private readonly string _text = string.Concat(parts.Select(part => part.Text));

    public override Signal Exec(Activation a)
    {
        if (a.Output.Map is null)
        {
            a.Output.Append(_text);
            return Signal.None;
        }

        return Body.Run(parts, a);
    }
}

/// <summary><c>{{ value }}</c>.</summary>
internal sealed class OutputStatement(Expression value, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        var output = a.Output;
        if (output.Map is { } map)
        {
            var (start, segments) = (output.Length, map.Count);
            value.Write(a, output);
            map.AddRest(segments, start, output.Length, site, a.Session.Top);
        }
        else
        {
            value.Write(a, output);
        }

        return Signal.None;
    }
}

/// <summary>The result of a filter block, which goes into the output as it is: anything but a string fails.</summary>
internal sealed class RawOutputStatement(Expression value, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        var result = value.Eval(a);
        try
        {
            var start = a.Output.Length;
            a.Output.Append(Text(result));
            a.Session.Map?.Add(start, a.Output.Length - start, site.Source, site.Span, false, a.Session.Top);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }

    public static string Text(object? value) => value as string ?? (value is Values.Markup or Values.NativeMarker
        ? Values.PyText.Of(value)
        : throw JinjaError.Type($"sequence item 0: expected str instance, {Values.PyValue.TypeName(value)} found"));
}

/// <summary>A part of a native result: the value itself.</summary>
internal sealed class NativeOutputStatement(Expression value) : Statement
{
    public override Signal Exec(Activation a)
    {
        a.Output.Values?.Add(value.Eval(a));
        return Signal.None;
    }
}

/// <summary><c>{% do value %}</c>.</summary>
internal sealed class DoStatement(Expression value) : Statement
{
    public override Signal Exec(Activation a)
    {
        value.Eval(a);
        return Signal.None;
    }
}

/// <summary>What stands outside of blocks in a template that may extend another: not run once the parent is known.</summary>
internal sealed class GuardedStatement(Statement statement, int parentSlot) : Statement
{
    public override Signal Exec(Activation a) => a.Slots[parentSlot] is Template ? Signal.None : statement.Exec(a);
}

internal sealed class SignalStatement(Signal signal) : Statement
{
    public override Signal Exec(Activation a) => signal;
}

/// <summary><c>{{ return(value) }}</c> or <c>{% do return(value) %}</c>: ends the macro without an exception.</summary>
internal sealed class ReturnStatement(CallExpression call, Expression value, Statement otherwise) : Statement
{
    public override Signal Exec(Activation a)
    {
        if (!ReferenceEquals(call.Callee.Eval(a), Globals.ReturnFunction.Instance))
        {
            return otherwise.Exec(a);
        }

        a.Session.Returned = value.Eval(a);
        return Signal.Return;
    }
}
