using Lake.Jinja.Lexing;
using Lake.Jinja.Options;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>Python's <c>ast.literal_eval</c>.</summary>
internal static class PythonLiteral
{
    public static bool TryParse(string text, out object? value)
    {
        value = null;
        text = WithoutComment(text);
        if (TryPrefixed(text.Trim(), out value))
        {
            return true;
        }

        if (text.Trim() == "set()")
        {
            value = new PySet();
            return true;
        }

        return TryRead(text, out value)
            || (text.Trim() is ['{', .., '}'] braces && TryRead("[" + braces[1..^1] + "]", out value) && TrySet(ref value));
    }

    /// <summary>A comment behind a literal that is no string.</summary>
    private static string WithoutComment(string text) =>
        text.IndexOf('#', StringComparison.Ordinal) is > 0 and var at && text.AsSpan(0, at).IndexOfAny('"', '\'') < 0 ? text[..at] : text;

    /// <summary>Raw strings and those marked as Unicode.</summary>
    private static bool TryPrefixed(string text, out object? value)
    {
        value = null;
        if (text.Length < 3 || (text[0] | 32) is not ('r' or 'u') || text[1] is not ('"' or '\'')
            || StringLiteral.FindEnd(text, 1, text.Length) != text.Length)
        {
            return false;
        }

        var (unescaped, error) = (text[0] | 32) == 'r' ? (text[2..^1], null) : StringLiteral.Unescape(text[2..^1]);
        value = unescaped;
        return error is null;
    }

    private static bool TrySet(ref object? value)
    {
        value = value is PyList { Count: > 0 } list && list.Items.TrueForAll(item => item is not (PyList or PyDict or PySet))
            ? new PySet(list.Items)
            : null;
        return value is not null;
    }

    private static bool TryRead(string text, out object? value)
    {
        value = null;
        var trimmed = text.Trim(' ', '\t', '\n', '\r');
        if (trimmed.Length == 0 || trimmed.Contains("}}", StringComparison.Ordinal) && !trimmed.Contains('{', StringComparison.Ordinal))
        {
            return false;
        }

        var diagnostics = new List<Diagnostic>();
        var tokens = new List<Token>();
        var marked = new SourceFile("<literal>", "{{ " + trimmed + " }}");
        new TagLexer(marked, marked.Text.Length, tokens, diagnostics).Read(0, 2, isOutput: true);
        if (diagnostics.Count > 0 || tokens[^1].Kind != TokenKind.OutputEnd || tokens[^1].End != marked.Text.Length)
        {
            return false;
        }

        var stream = new TokenStream(marked, tokens, diagnostics, JinjaOptions.Jinja);
        stream.Next();
        try
        {
            var syntax = new ExpressionParser(stream).Tuple();
            return stream.Kind == TokenKind.OutputEnd
                && !tokens.Exists(token => token.Text is "true" or "false" or "none" && token.Kind == TokenKind.Name)
                && TryEvaluate(syntax, out value);
        }
        catch (SyntaxFailure)
        {
            return false;
        }
    }

    private static bool TryEvaluate(ExpressionSyntax syntax, out object? value)
    {
        value = null;
        switch (syntax)
        {
            case LiteralSyntax literal:
                value = literal.Value;
                return true;
            case UnarySyntax { Operator: not UnaryOperator.Not, Operand: LiteralSyntax } unary:
                if (TryEvaluate(unary.Operand, out var operand) && PyNumber.IsNumber(operand))
                {
                    value = unary.Operator == UnaryOperator.Minus ? Operations.Arithmetic.Negate(operand) : Operations.Arithmetic.Plus(operand);
                    return true;
                }

                return false;
            case ListSyntax list:
                return TryItems(list.Items, items => new PyList(items), out value);
            case TupleSyntax tuple:
                return TryItems(tuple.Items, items => new PyTuple([.. items]), out value);
            case DictSyntax dict:
                return TryItems([.. dict.Items.SelectMany(item => new[] { item.Key, item.Value })], Pairs, out value);
            default:
                return false;
        }
    }

    private static PyDict Pairs(List<object?> items)
    {
        var dict = new PyDict();
        for (var i = 0; i < items.Count; i += 2)
        {
            dict[items[i]] = items[i + 1];
        }

        return dict;
    }

    private static bool TryItems(IEnumerable<ExpressionSyntax> items, Func<List<object?>, object?> make, out object? value)
    {
        var values = new List<object?>();
        value = null;
        foreach (var item in items)
        {
            if (!TryEvaluate(item, out var known))
            {
                return false;
            }

            values.Add(known);
        }

        value = make(values);
        return true;
    }
}
