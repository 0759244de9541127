namespace Lake.Sql.Lexing;

public enum SqlTokenKind
{
    /// <summary>A keyword or an unquoted identifier; which of the two is a question of place.</summary>
    Word,

    /// <summary><c>"name"</c>.</summary>
    QuotedIdentifier,

    /// <summary><c>'…'</c>, <c>E'…'</c>, <c>X'…'</c>, <c>$tag$…$tag$</c>.</summary>
    String,

    Number,

    /// <summary><c>?</c>, <c>$1</c>, <c>$name</c>.</summary>
    Parameter,

    /// <summary>Operators and punctuation, the longest sequence that belongs together.</summary>
    Operator,

    /// <summary>Behind the last character; empty.</summary>
    End,
}
