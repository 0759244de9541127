namespace Lake.Text;

/// <summary>Where each line of a text begins. Lines end at LF, CR LF or a lone CR.</summary>
public sealed class LineMap
{
    private readonly int[] _starts;
    private readonly string _text;

    public LineMap(string text)
    {
        _text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        _starts = [.. starts];
    }

    public int LineCount => _starts.Length;

    /// <summary>Offsets outside the text are taken as its nearest end.</summary>
    public LinePosition GetPosition(int offset)
    {
        offset = Math.Clamp(offset, 0, _text.Length);
        var index = Array.BinarySearch(_starts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, offset - _starts[line] + 1);
    }

    /// <summary>The offset of a position; lines and columns outside the text are taken as the nearest inside it.</summary>
    public int GetOffset(LinePosition position)
    {
        var line = Math.Clamp(position.Line, 1, LineCount);
        var span = GetLineSpan(line);
        return span.Start + Math.Clamp(position.Column - 1, 0, span.Length);
    }

    /// <summary>The span of a line (from 1) without its line break.</summary>
    public TextSpan GetLineSpan(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Length ? _starts[line] : _text.Length;
        while (end > start && _text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
