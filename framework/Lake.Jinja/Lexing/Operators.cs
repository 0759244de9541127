namespace Lake.Jinja.Lexing;

/// <summary>The operators of expressions, the longest that matches first.</summary>
internal static class Operators
{
    /// <summary>The operator at the start of the text and its length; length 0 when there is none.</summary>
    public static (TokenKind Kind, int Length) Match(char first, char second) => (first, second) switch
    {
        ('*', '*') => (TokenKind.Power, 2),
        ('/', '/') => (TokenKind.FloorDivide, 2),
        ('=', '=') => (TokenKind.Equal, 2),
        ('!', '=') => (TokenKind.NotEqual, 2),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2),
        ('<', '=') => (TokenKind.LessOrEqual, 2),
        _ => (Single(first), Single(first) == TokenKind.Bad ? 0 : 1),
    };

    private static TokenKind Single(char c) => c switch
    {
        '+' => TokenKind.Add,
        '-' => TokenKind.Subtract,
        '/' => TokenKind.Divide,
        '*' => TokenKind.Multiply,
        '%' => TokenKind.Modulo,
        '~' => TokenKind.Tilde,
        '[' => TokenKind.LeftBracket,
        ']' => TokenKind.RightBracket,
        '(' => TokenKind.LeftParenthesis,
        ')' => TokenKind.RightParenthesis,
        '{' => TokenKind.LeftBrace,
        '}' => TokenKind.RightBrace,
        '>' => TokenKind.Greater,
        '<' => TokenKind.Less,
        '=' => TokenKind.Assign,
        '.' => TokenKind.Dot,
        ':' => TokenKind.Colon,
        '|' => TokenKind.Pipe,
        ',' => TokenKind.Comma,
        ';' => TokenKind.Semicolon,
        _ => TokenKind.Bad,
    };
}
