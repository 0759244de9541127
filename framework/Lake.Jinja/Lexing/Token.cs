using Lake.Text;

namespace Lake.Jinja.Lexing;

/// <param name="Value">The text of names, the value of literals, null otherwise.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, object? Value = null)
{
    public TextSpan Span => TextSpan.FromBounds(Start, End);

    /// <summary>The text of a name.</summary>
    public string Text => Value as string ?? "";

    public bool Is(string name) => Kind == TokenKind.Name && (string?)Value == name;

    /// <summary>How Jinja2 names it in messages.</summary>
    public string Describe() => Kind == TokenKind.Name ? Text : Describe(Kind);

    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfTemplate => "end of template",
        TokenKind.Text => "template data / text",
        TokenKind.OutputBegin => "begin of print statement",
        TokenKind.OutputEnd => "end of print statement",
        TokenKind.BlockBegin => "begin of statement block",
        TokenKind.BlockEnd => "end of statement block",
        TokenKind.Name => "name",
        TokenKind.String => "string",
        TokenKind.Integer => "integer",
        TokenKind.Float => "float",
        TokenKind.Add => "+",
        TokenKind.Assign => "=",
        TokenKind.Colon => ":",
        TokenKind.Comma => ",",
        TokenKind.Divide => "/",
        TokenKind.Dot => ".",
        TokenKind.Equal => "==",
        TokenKind.FloorDivide => "//",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        TokenKind.LeftBrace => "{",
        TokenKind.LeftBracket => "[",
        TokenKind.LeftParenthesis => "(",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Modulo => "%",
        TokenKind.Multiply => "*",
        TokenKind.NotEqual => "!=",
        TokenKind.Pipe => "|",
        TokenKind.Power => "**",
        TokenKind.RightBrace => "}",
        TokenKind.RightBracket => "]",
        TokenKind.RightParenthesis => ")",
        TokenKind.Semicolon => ";",
        TokenKind.Subtract => "-",
        TokenKind.Tilde => "~",
        TokenKind.Bad => "unreadable text",
    };
}
