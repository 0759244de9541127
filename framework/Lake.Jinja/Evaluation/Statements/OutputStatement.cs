using Lake.Jinja.Evaluation.Expressions;
using Lake.Text;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>Text and <c>{{ }}</c> in turn, as far as nothing else comes between them.</summary>
internal sealed class OutputStatement(OutputPart[] parts) : Statement
{
    public override Signal Exec(Activation a)
    {
        var output = a.Output;
        if (output.Map is { } map)
        {
            Trace(a, output, map);
            return Signal.None;
        }

        foreach (ref readonly var part in parts.AsSpan())
        {
            output.AppendLiteral(part.Text);
            part.Value?.Write(a, output);
        }

        return Signal.None;
    }

    private void Trace(Activation a, OutputBuffer output, MapBuilder map)
    {
        var caller = a.Session.Top;
        foreach (ref readonly var part in parts.AsSpan())
        {
            var start = output.Length;
            foreach (var (place, length, isVerbatim) in part.Pieces)
            {
                map.Add(start, length, place, isVerbatim, caller);
                start += length;
            }

            output.AppendLiteral(part.Text);
            if (part is { Value: { } value, Site: { } site })
            {
                var segments = map.Count;
                value.Write(a, output);
                map.AddRest(segments, start, output.Length, site, caller);
            }
        }
    }
}

/// <summary>Some text and the value behind it.</summary>
/// <param name="Value">Null behind the last text.</param>
/// <param name="Site">Of the value.</param>
internal readonly record struct OutputPart(string Text, TextPiece[] Pieces, Expression? Value, CallSite? Site);

/// <summary>A piece of text between tags, or the printed value of a constant expression.</summary>
/// <param name="Length">In the output.</param>
internal readonly record struct TextPiece(Location Place, int Length, bool IsVerbatim);
