using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Options;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>A tree, complete even when there are diagnostics.</summary>
internal sealed record ParsedTemplate(TemplateSyntax Root, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Source to tree and diagnostics.</summary>
internal static class TemplateParser
{
    public const int MostDiagnostics = 50;

    public static ParsedTemplate Parse(SourceFile source, TextSpan span, JinjaOptions options)
    {
        if (options is { IsDbt: true, IsNative: false } && !HasMarkers(source.Text.AsSpan(span.Start, span.Length)))
        {
            return new(new TemplateSyntax(span, span.Length == 0 ? [] : [new TextSyntax(span, source.GetText(span))]), []);
        }

        var diagnostics = new List<Diagnostic>();
        var tokens = Lexer.Read(source, span, options.IsDbt, diagnostics);
        var body = new StatementParser(new TokenStream(source, tokens, diagnostics, options)).Template();
        var root = new TemplateSyntax(span, body);
        return new(root, diagnostics.Count == 0 ? [] :
            [.. diagnostics.OrderBy(d => d.Location?.Span.Start ?? 0).DistinctBy(d => (d.Location?.Span.Start, d.Message)).Take(MostDiagnostics)
                .Select(d => SyntaxHints.Complete(d, source, span))]);
    }

    /// <summary>dbt hands text without any opening or closing mark on as it is, down to its last line break.</summary>
    private static bool HasMarkers(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAny('{', '}') is >= 0 and var offset; at++)
        {
            at += offset;
            if ((text[at] == '{' && at + 1 < text.Length && text[at + 1] is '{' or '%' or '#')
                || (text[at] == '}' && at > 0 && text[at - 1] is '}' or '%' or '#'))
            {
                return true;
            }
        }

        return false;
    }
}
