using System.Text;
using Lake.Text;

namespace Lake.Engines.Trino.Statements;

/// <summary>A statement as it is sent: the user's text with some names replaced, and the way back from a place in it.</summary>
internal sealed class SentSql
{
    private readonly SourceFile _sent;
    private readonly List<(int Sent, int Source)> _steps = [];

    /// <param name="statement">Whose text it is.</param>
    /// <param name="replacements">Spans of the source and what stands there instead, in order.</param>
    public SentSql(TrinoStatement statement, IEnumerable<(TextSpan Span, string Text)> replacements)
    {
        var text = new StringBuilder();
        var at = statement.Span.Start;
        _steps.Add((0, at));
        foreach (var (span, replacement) in replacements)
        {
            text.Append(statement.Source.Text, at, span.Start - at);
            _steps.Add((text.Length, span.Start));
            text.Append(replacement);
            at = span.End;
            _steps.Add((text.Length, at));
        }

        _sent = new SourceFile("<sent>", text.Append(statement.Source.Text, at, statement.Span.End - at).ToString());
    }

    public string Text => _sent.Text;

    /// <summary>The offset in the source of a line and column of what was sent.</summary>
    public int Locate(int line, int column)
    {
        var last = Math.Min(line, _sent.Lines.LineCount);
        var sent = Math.Min(_sent.Lines.GetLineSpan(last).Start + column - 1, _sent.Text.Length);
        var i = _steps.FindLastIndex(s => s.Sent <= sent);

        // Inside a replaced name every place is its beginning.
        var isReplaced = i % 2 == 1;
        return _steps[i].Source + (isReplaced ? 0 : sent - _steps[i].Sent);
    }
}
