using System.Text;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Cli.Shell;

/// <summary>Statements out of text that comes line by line. Each is given as soon as its semicolon has come.</summary>
/// <param name="name">Of the text, for messages.</param>
internal sealed class StatementReader(TextReader input, string name)
{
    private readonly StringBuilder _text = new();
    private int _line = 1;

    /// <summary>One statement each, at the lines where it stands in the whole text.</summary>
    public IEnumerable<SourceFile> Statements()
    {
        while (input.ReadLine() is { } line)
        {
            _text.Append(line).Append('\n');
            if (line.Contains(';', StringComparison.Ordinal))
            {
                foreach (var statement in Take(isEnd: false))
                {
                    yield return statement;
                }
            }
        }

        foreach (var statement in Take(isEnd: true))
        {
            yield return statement;
        }
    }

    /// <summary>Whether the text ends within a statement.</summary>
    public static bool IsComplete(string text) =>
        SqlLexer.Tokenize(new SourceFile("", text)) is { Diagnostics.IsEmpty: true, Tokens: var tokens } && (tokens.Length == 1 || tokens[^2].IsOperator(";"));

    private List<SourceFile> Take(bool isEnd)
    {
        var text = _text.ToString();
        var (tokens, diagnostics) = SqlLexer.Tokenize(new SourceFile(name, text));
        var statements = new List<SourceFile>();
        var (start, hasWords) = (0, false);
        foreach (var token in tokens)
        {
            // What is not closed yet may go on behind this semicolon.
            var isCut = !isEnd && diagnostics.Any(d => d.Location?.Span.Start < token.Span.End);
            var isLast = token.Kind == SqlTokenKind.End && isEnd;
            if (!isCut && (token.IsOperator(";") || isLast))
            {
                if (hasWords)
                {
                    statements.Add(new SourceFile(name, new string('\n', _line - 1) + text[start..token.Span.Start]));
                }

                _line += text.AsSpan(start, token.Span.End - start).Count('\n');
                (start, hasWords) = (token.Span.End, false);
            }
            else if (token.Kind != SqlTokenKind.End)
            {
                hasWords = true;
            }
        }

        _text.Remove(0, start);
        return statements;
    }
}
