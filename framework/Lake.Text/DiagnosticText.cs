using System.Text;

namespace Lake.Text;

/// <summary>Draws a diagnostic for people: the headline, the place with a caret under it, values, call stack and hint.</summary>
public static class DiagnosticText
{
    private const int ContextLines = 1;
    private const int WidestLine = 160;

    public static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Information => "info",
    };

    /// <summary>Ends with a line break. Colours are ANSI escapes, written only when asked for.</summary>
    public static string Draw(Diagnostic diagnostic, bool colors = false)
    {
        var ink = new Ink(colors);
        var text = new StringBuilder();
        text.Append(ink.Severity(diagnostic.Severity, $"{Name(diagnostic.Severity)}[{diagnostic.Id}]"))
            .Append(": ").AppendLine(ink.Bold(diagnostic.Message));
        if (diagnostic.Location is { } location)
        {
            DrawPlace(text, ink, location, diagnostic.Severity);
        }

        foreach (var value in diagnostic.Values)
        {
            text.Append("  ").Append(ink.Faint("with ")).Append(value.Name).Append(" = ").AppendLine(value.Value);
        }

        for (var i = 0; i < diagnostic.Related.Length; i++)
        {
            var related = diagnostic.Related[i];
            text.Append("  ").Append(ink.Faint("at ")).Append(related.Location).Append(": ").Append(related.Message);
            var again = diagnostic.Related.Skip(i + 1).TakeWhile(r => r == related).Count();
            i += again;
            text.AppendLine(again == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ({again + 1} times)"));
        }

        if (diagnostic.Data is { } data)
        {
            text.Append("  ").Append(ink.Faint(data.Title)).AppendLine(":");
            foreach (var line in data.Lines())
            {
                text.Append("    ").AppendLine(line);
            }
        }

        if (diagnostic.Hint is { } hint)
        {
            text.Append("  ").Append(ink.Hint("hint")).Append(": ").AppendLine(hint);
        }

        return text.ToString();
    }

    private static void DrawPlace(StringBuilder text, Ink ink, Location location, Severity severity)
    {
        text.Append("  ").Append(ink.Faint("-->")).Append(' ').AppendLine(location.ToString());
        var (source, lines) = (location.Source, location.Source.Lines);
        if (source.Text.Length == 0)
        {
            return;
        }

        var at = location.Start;
        var first = Math.Max(1, at.Line - ContextLines);
        var last = Math.Min(lines.LineCount, at.Line + ContextLines);
        var margin = last.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        for (var line = first; line <= last; line++)
        {
            var span = lines.GetLineSpan(line);
            if (line == lines.LineCount && span.Length == 0 && line != at.Line)
            {
                continue;
            }

            var (content, shift) = Window(source.GetText(span), line == at.Line ? at.Column - 1 : 0);
            text.Append(ink.Faint($" {line.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(margin)} | "))
                .AppendLine(content.TrimEnd());
            if (line == at.Line)
            {
                var length = Math.Max(1, Math.Min(location.Span.Length, span.End - location.Span.Start));
                var start = at.Column - 1 - shift;
                var indent = new string([.. content.Take(start).Select(c => c == '\t' ? '\t' : ' ')]).PadRight(start);
                text.Append(ink.Faint($" {new string(' ', margin)} | ")).Append(indent)
                    .AppendLine(ink.Severity(severity, new string('^', Math.Min(length, Math.Max(1, content.Length - start)))));
            }
        }
    }

    /// <summary>The part of an over-long line that holds the column, and how many characters were cut before it.</summary>
    private static (string Content, int Shift) Window(string line, int column)
    {
        if (line.Length <= WidestLine)
        {
            return (line, 0);
        }

        var shift = Math.Clamp(column - (WidestLine / 2), 0, line.Length - WidestLine);
        return (line.Substring(shift, WidestLine), shift);
    }

    private readonly struct Ink(bool colors)
    {
        private const string Reset = "\e[0m";

        public string Bold(string text) => Paint("\e[1m", text);

        public string Faint(string text) => Paint("\e[2m", text);

        public string Hint(string text) => Paint("\e[36m", text);

        public string Severity(Severity severity, string text) => severity switch
        {
            Text.Severity.Error => Paint("\e[1;31m", text),
            Text.Severity.Warning => Paint("\e[1;33m", text),
            Text.Severity.Information => Paint("\e[1;34m", text),
        };

        private string Paint(string start, string text) => colors ? start + text + Reset : text;
    }
}
