using Lake.Jinja.Evaluation.Expressions;
using Lake.Text;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>Text and <c>{{ }}</c> in turn, as far as nothing else comes between them.</summary>
/// <param name="text">All text of the statement.</param>
/// <param name="origins">Where each part came from.</param>
internal sealed class OutputStatement(string text, OutputPart[] parts, OutputOrigin[] origins) : Statement
{
    public override Signal Exec(Activation a)
    {
        var output = a.Output;
        if (output.Map is { } map)
        {
            Trace(a, output, map);
            return Signal.None;
        }

        var at = 0;
        foreach (ref readonly var part in parts.AsSpan())
        {
            output.AppendLiteral(text.AsSpan(at, part.TextEnd - at));
            part.Value?.Write(a, output);
            at = part.TextEnd;
        }

        return Signal.None;
    }

    private void Trace(Activation a, OutputBuffer output, MapBuilder map)
    {
        var caller = a.Session.Top;
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var start = output.Length;
            foreach (var (place, length, isVerbatim) in origins[i].Pieces)
            {
                map.Add(start, length, place, isVerbatim, caller);
                start += length;
            }

            output.AppendLiteral(text.AsSpan(at, parts[i].TextEnd - at));
            at = parts[i].TextEnd;
            if (parts[i].Value is { } value && origins[i].Site is { } site)
            {
                var segments = map.Count;
                value.Write(a, output);
                map.AddRest(segments, start, output.Length, site, caller);
            }
        }
    }
}

/// <summary>Some text and the value behind it.</summary>
/// <param name="TextEnd">Where in the statement's text its own ends.</param>
/// <param name="Value">Null behind the last text.</param>
internal readonly record struct OutputPart(int TextEnd, Expression? Value);

/// <param name="Pieces">Of which the text was made.</param>
/// <param name="Site">Of the value.</param>
internal readonly record struct OutputOrigin(TextPiece[] Pieces, CallSite? Site);

/// <summary>A piece of text between tags, or the printed value of a constant expression.</summary>
/// <param name="Length">In the output.</param>
internal readonly record struct TextPiece(Location Place, int Length, bool IsVerbatim);
