using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>
/// Reads the calls of a template of literal calls off its tokens. Gives up at anything that it does not know: such a
/// template has to be rendered.
/// </summary>
internal sealed class StaticCallReader
{
    private static readonly ImmutableArray<string> Known = ["ref", "source", "config"];
    private readonly TokenStream _tokens;
    private readonly LiteralReader _literals;

    private StaticCallReader(TokenStream tokens)
    {
        _tokens = tokens;
        _literals = new LiteralReader(tokens);
    }

    public static StaticCalls Read(SourceFile source, TextSpan span, JinjaOptions options)
    {
        if (source.Text.AsSpan(span.Start, span.Length).Contains("{%", StringComparison.Ordinal))
        {
            return StaticCalls.Incomplete;
        }

        var diagnostics = new List<Diagnostic>();
        var tokens = Lexer.Read(source, span, options.IsDbt, diagnostics);
        return diagnostics.Count == 0 && new StaticCallReader(new TokenStream(source, tokens, diagnostics, options)).Template() is { } calls
            ? new StaticCalls(true, calls)
            : StaticCalls.Incomplete;
    }

    private ImmutableArray<StaticCall>? Template()
    {
        var calls = ImmutableArray.CreateBuilder<StaticCall>();
        while (!_tokens.Skip(TokenKind.EndOfTemplate))
        {
            if (_tokens.Skip(TokenKind.Text))
            {
                continue;
            }

            if (!_tokens.Skip(TokenKind.OutputBegin) || Call() is not { } call || !_tokens.Skip(TokenKind.OutputEnd))
            {
                return null;
            }

            calls.Add(call);
        }

        return calls.DrainToImmutable();
    }

    private StaticCall? Call()
    {
        var name = _tokens.Current;
        if (!_tokens.Skip(TokenKind.Name) || !Known.Contains(name.Text) || !_tokens.Skip(TokenKind.LeftParenthesis))
        {
            return null;
        }

        var positional = ImmutableArray.CreateBuilder<object?>();
        var keywords = ImmutableArray.CreateBuilder<Keyword>();
        while (_tokens.Kind != TokenKind.RightParenthesis)
        {
            var keyword = _tokens.Current;
            var isKeyword = _tokens.Look.Kind == TokenKind.Assign && _tokens.Skip(TokenKind.Name) && _tokens.Skip(TokenKind.Assign);
            if (!_literals.TryRead(out var value) || !_tokens.SkipSeparator(TokenKind.RightParenthesis)
                || (isKeyword ? keywords.Any(other => other.Name == keyword.Text) : keywords.Count > 0))
            {
                return null;
            }

            if (isKeyword)
            {
                keywords.Add(new Keyword(keyword.Text, value));
            }
            else
            {
                positional.Add(value);
            }
        }

        var place = _tokens.Source.At(TextSpan.FromBounds(name.Start, _tokens.Current.End));
        _tokens.Skip(TokenKind.RightParenthesis);
        return new StaticCall(name.Text, positional.DrainToImmutable(), keywords.DrainToImmutable(), place);
    }
}
