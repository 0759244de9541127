using Lake.Jinja.Lexing;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Parsing;

/// <summary>Reads literals, and lists, tuples and dicts of literals, off the tokens.</summary>
internal sealed class LiteralReader(TokenStream tokens)
{
    private const int Deepest = 50;
    private int _depth;

    /// <summary>False at anything else; the place among the tokens then means nothing.</summary>
    public bool TryRead(out object? value)
    {
        var token = tokens.Current;
        value = token.Value;
        return token.Kind switch
        {
            TokenKind.String => tokens.Skip(TokenKind.String) && tokens.Current.Kind != TokenKind.String,
            TokenKind.Integer or TokenKind.Float => tokens.Skip(token.Kind) && value is not double.PositiveInfinity,
            TokenKind.Subtract => TryNegative(out value),
            TokenKind.Name => tokens.Skip(TokenKind.Name) && TryName(token.Text, out value),
            TokenKind.LeftBracket or TokenKind.LeftParenthesis or TokenKind.LeftBrace => TryContainer(token.Kind, out value),
            _ => false,
        };
    }

    private static bool TryName(string name, out object? value)
    {
        value = name switch
        {
            "true" or "True" => PyBox.True,
            "false" or "False" => PyBox.False,
            _ => null,
        };
        return value is not null || name is "none" or "None";
    }

    private bool TryNegative(out object? value)
    {
        tokens.Skip(TokenKind.Subtract);
        value = tokens.Next().Value;
        value = value is long or double ? Arithmetic.Negate(value) : null;
        return value is not (null or double.NegativeInfinity);
    }

    private bool TryContainer(TokenKind open, out object? value)
    {
        value = null;
        tokens.Skip(open);
        if (++_depth > Deepest)
        {
            return false;
        }

        var isRead = open switch
        {
            TokenKind.LeftBracket => TryList(out value),
            TokenKind.LeftParenthesis => TryTuple(out value),
            _ => TryDict(out value),
        };
        _depth--;
        return isRead;
    }

    private bool TryList(out object? value)
    {
        var items = new List<object?>();
        value = PyList.Own(items);
        while (!tokens.Skip(TokenKind.RightBracket))
        {
            if (!TryRead(out var item) || !tokens.SkipSeparator(TokenKind.RightBracket))
            {
                return false;
            }

            items.Add(item);
        }

        return true;
    }

    /// <summary>Brackets around one value without a comma are left to rendering.</summary>
    private bool TryTuple(out object? value)
    {
        var items = new List<object?>();
        value = null;
        while (!tokens.Skip(TokenKind.RightParenthesis))
        {
            if (!TryRead(out var item) || (items.Count == 0 ? !tokens.Skip(TokenKind.Comma) : !tokens.SkipSeparator(TokenKind.RightParenthesis)))
            {
                return false;
            }

            items.Add(item);
        }

        value = new PyTuple([.. items]);
        return true;
    }

    private bool TryDict(out object? value)
    {
        var dict = new PyDict();
        value = dict;
        while (!tokens.Skip(TokenKind.RightBrace))
        {
            if (!TryRead(out var key) || key is PyList or PyDict or PyTuple || !tokens.Skip(TokenKind.Colon)
                || !TryRead(out var item) || !tokens.SkipSeparator(TokenKind.RightBrace))
            {
                return false;
            }

            dict[key] = item;
        }

        return true;
    }
}
