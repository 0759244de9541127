using System.Collections.Immutable;

namespace Lake.Sql.Lexing;

/// <summary>Which brackets belong together.</summary>
public static class SqlBrackets
{
    /// <summary>The place of the bracket that closes the one at <paramref name="open"/>; null where none does.</summary>
    public static int? Closing(ImmutableArray<SqlToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length; i++)
        {
            depth += tokens[i].IsOperator("(") ? 1 : tokens[i].IsOperator(")") ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }
}
