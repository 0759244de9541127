using Lake.Text;

namespace Lake.Sql.Lexing;

/// <summary>A piece of SQL text that is neither white space nor comment.</summary>
/// <param name="Text">As written.</param>
public readonly record struct SqlToken(SqlTokenKind Kind, TextSpan Span, string Text)
{
    public bool IsIdentifier => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier;

    /// <summary>The name an identifier stands for: quotes removed, doubled quotes undone.</summary>
    public string Name => Kind == SqlTokenKind.QuotedIdentifier
        ? Text[1..(Text.Length > 1 && Text[^1] == '"' ? ^1 : ^0)].Replace("\"\"", "\"", StringComparison.Ordinal)
        : Text;

    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsOperator(string text) => Kind == SqlTokenKind.Operator && Text == text;
}
