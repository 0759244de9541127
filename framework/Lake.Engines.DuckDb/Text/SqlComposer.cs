using System.Text;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Text;

/// <summary>
/// Builds the text that DuckDB is to run out of fixed parts and parts of what the user wrote, and remembers where the
/// latter come from, so that an error finds its place in the user's text.
/// </summary>
internal sealed class SqlComposer(SourceFile source)
{
    /// <summary>The name under which statements that nobody wrote are reported.</summary>
    private const string OwnStatements = "<lake>";

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int SourceStart, int Length)> _copies = [];

    public SourceFile Source => source;

    /// <summary>True for a statement of our own, in which no user can mend anything.</summary>
    public bool IsOwn => source.Path == OwnStatements;

    /// <summary>All of a statement, unchanged.</summary>
    public static SqlComposer Whole(SourceFile source, TextSpan span) => new SqlComposer(source).Copy(span);

    /// <summary>A statement that no user wrote.</summary>
    public static SqlComposer Own(string sql) => Whole(new SourceFile(OwnStatements, sql), new TextSpan(0, sql.Length));

    public SqlComposer Add(string text)
    {
        _text.Append(text);
        return this;
    }

    public SqlComposer Copy(TextSpan span)
    {
        _copies.Add((_text.Length, span.Start, span.Length));
        _text.Append(source.Text, span.Start, span.Length);
        return this;
    }

    /// <summary>A copy on lines of its own, since it may end with a line comment.</summary>
    public SqlComposer CopyQuery(TextSpan span) => Copy(span).Add("\n");

    /// <summary>Everything another composer over the same source has gathered.</summary>
    public SqlComposer Append(SqlComposer other)
    {
        _copies.AddRange(other._copies.Select(copy => (copy.Start + _text.Length, copy.SourceStart, copy.Length)));
        _text.Append(other._text);
        return this;
    }

    /// <summary>The place in the source for an offset into the built text; null when it is in a fixed part.</summary>
    public Location? Locate(int at)
    {
        foreach (var (start, sourceStart, length) in _copies)
        {
            if (at >= start && at < start + length)
            {
                return source.At(TokenAt(sourceStart + at - start));
            }
        }

        return null;
    }

    public override string ToString() => _text.ToString();

    private TextSpan TokenAt(int offset)
    {
        var rest = new SourceFile(source.Path, source.Text[offset..Math.Min(source.Text.Length, offset + 200)]);
        var tokens = SqlLexer.Tokenize(rest).Tokens;
        if (tokens[0].Span is not { Start: 0, Length: > 0 })
        {
            return new TextSpan(offset, 1);
        }

        // A name is one place, however many parts it has.
        var last = 0;
        while (tokens[last].IsIdentifier && last + 2 < tokens.Length && tokens[last + 1].IsOperator(".") && tokens[last + 2].IsIdentifier)
        {
            last += 2;
        }

        return TextSpan.FromBounds(offset, offset + tokens[last].Span.End);
    }
}
