using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>Source to tree and diagnostics.</summary>
internal static class TemplateParser
{
    private const int MostDiagnostics = 50;

    public static (TemplateSyntax Root, ImmutableArray<Diagnostic> Diagnostics) Parse(
        SourceFile source, TextSpan span, JinjaOptions options)
    {
        var diagnostics = new List<Diagnostic>();
        var tokens = Lexer.Read(source, span, options.IsDbt, diagnostics);
        var body = new StatementParser(new TokenStream(source, tokens, diagnostics, options)).Template();
        var root = new TemplateSyntax(span, body);
        return (root, diagnostics.Count == 0 ? [] :
            [.. diagnostics.OrderBy(d => d.Location?.Span.Start ?? 0).DistinctBy(d => (d.Location?.Span.Start, d.Message)).Take(MostDiagnostics)]);
    }
}
