using Lake.Jinja.Evaluation;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Evaluation.Statements;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary>Collects what is compiled. Text and values that follow each other become one statement.</summary>
/// <param name="isNative">Then each value is a part of the result, and only neighbouring texts are joined.</param>
internal sealed class StatementList(bool isNative)
{
    private readonly List<Statement> _statements = [];
    private readonly List<OutputPart> _parts = [];
    private readonly List<OutputOrigin> _origins = [];
    private readonly List<TextPiece> _pieces = [];
    private readonly List<string> _texts = [];
    private int _length;

    public void Add(Statement statement)
    {
        Flush();
        _statements.Add(statement);
    }

    /// <summary>The printed value of a constant expression.</summary>
    public void AddText(string text, Location place)
    {
        Append(text);
        _pieces.Add(new TextPiece(place, text.Length, IsVerbatim: false));
    }

    /// <summary>
    /// Text between tags. With CR LF in the source the output is shorter: one piece a line keeps the columns right.
    /// </summary>
    public void AddVerbatim(string text, Location place)
    {
        Append(text);
        var rest = place.Span;
        while (text.Length < place.Span.Length && place.Source.Text.AsSpan(rest.Start, rest.Length).IndexOf("\r\n") is >= 0 and var line)
        {
            _pieces.Add(new TextPiece(place.Source.At(rest.Start, line + 1), line + 1, IsVerbatim: true));
            rest = TextSpan.FromBounds(rest.Start + line + 2, rest.End);
        }

        _pieces.Add(new TextPiece(place.Source.At(rest), rest.Length, IsVerbatim: true));
    }

    public void AddValue(Expression value, CallSite site)
    {
        if (isNative)
        {
            Add(new NativeOutputStatement(value));
            return;
        }

        EndPart(value, site);
    }

    public Statement[] ToArray()
    {
        Flush();
        return [.. _statements];
    }

    private void Append(string text)
    {
        _texts.Add(text);
        _length += text.Length;
    }

    private void EndPart(Expression? value, CallSite? site)
    {
        _parts.Add(new OutputPart(_length, value));
        _origins.Add(new OutputOrigin([.. _pieces], site));
        _pieces.Clear();
    }

    private void Flush()
    {
        if (isNative && _texts.Count > 0)
        {
            _statements.Add(new NativeOutputStatement(new Constant(string.Concat(_texts))));
        }
        else if (_parts.Count > 0 || _length > 0)
        {
            if (_pieces.Count > 0)
            {
                EndPart(null, null);
            }

            _statements.Add(new OutputStatement(string.Concat(_texts), [.. _parts], [.. _origins]));
        }

        _length = 0;
        _texts.Clear();
        _pieces.Clear();
        _parts.Clear();
        _origins.Clear();
    }
}
