using System.Globalization;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Takes what an engine or a built-in macro says back to the file that the user wrote.</summary>
internal static class SqlErrors
{
    private const string BuiltInMacros = "dbt/macros/";

    /// <summary>
    /// The same error at the node's own line, with a hint; the compiled line and the macro that wrote it stand beside it.
    /// </summary>
    public static Diagnostic Explain(Diagnostic diagnostic, CodeNode node, CompiledNode? compiled, LoadedProject project) =>
        SqlAdvice.Complete(Place(diagnostic, node, compiled), node, compiled, project);

    private static Diagnostic Place(Diagnostic diagnostic, CodeNode node, CompiledNode? compiled)
    {
        if (diagnostic.Location is not { } location)
        {
            return diagnostic with { Location = ConfigBlame.Find(diagnostic, node) ?? node.Location };
        }

        if (IsStatement(location.Source))
        {
            return compiled is { Code.Length: > 0 } && Offset(location, compiled.Code) is { } offset
                ? InCompiled(diagnostic, node, compiled, offset)
                : diagnostic with
                {
                    Location = Users(diagnostic) ?? ConfigBlame.Find(diagnostic, node) ?? node.Location,
                    Related = [.. diagnostic.Related, Line(location.Source, location.Span, "in the statement")],
                };
        }

        return IsBuiltIn(location.Source)
            ? diagnostic with
            {
                Location = Users(diagnostic) ?? ConfigBlame.Find(diagnostic, node) ?? node.Location,
                Related = [new RelatedPlace(location, "raised here"), .. diagnostic.Related],
                Values = [],
            }
            : diagnostic;
    }

    /// <summary>The innermost place of the call stack that the user wrote.</summary>
    private static Location? Users(Diagnostic diagnostic) =>
        diagnostic.Related.Select(r => r.Location).FirstOrDefault(l => !IsStatement(l.Source) && !IsBuiltIn(l.Source));

    /// <summary>Statements have no path of a file.</summary>
    private static bool IsStatement(SourceFile source) => source.Path.StartsWith('<');

    private static bool IsBuiltIn(SourceFile source) => source.Path.StartsWith(BuiltInMacros, StringComparison.Ordinal);

    private static int? Offset(Location location, string code)
    {
        var trimmed = code.Trim();
        var start = location.Source.Text.IndexOf(code, StringComparison.Ordinal);
        var lead = 0;
        if (start < 0)
        {
            start = location.Source.Text.IndexOf(trimmed, StringComparison.Ordinal);
            lead = code.IndexOf(trimmed, StringComparison.Ordinal);
        }

        var offset = location.Span.Start - start;
        return start >= 0 && offset >= 0 && offset <= code.Length ? offset + lead : null;
    }

    private static Diagnostic InCompiled(Diagnostic diagnostic, CodeNode node, CompiledNode compiled, int offset)
    {
        var file = new SourceFile("target/" + TargetFiles.CompiledPath(node), compiled.Code);
        var span = new TextSpan(Math.Min(offset, compiled.Code.Length), 0);
        var compiledLine = Line(file, span, "in the compiled SQL");
        if (compiled.Locate(offset) is not { } origin)
        {
            return diagnostic with { Location = node.Location, Related = [.. diagnostic.Related, compiledLine] };
        }

        var related = diagnostic.Related;
        if (origin.Macro is { } macro)
        {
            related = related.Add(new RelatedPlace(macro, "written by this macro"));
        }

        return diagnostic with { Location = Word(origin.Location), Related = related.Add(compiledLine) };
    }

    private static RelatedPlace Line(SourceFile source, TextSpan span, string what)
    {
        var text = source.GetText(source.Lines.GetLineSpan(source.GetPosition(span.Start).Line)).Trim();
        return new RelatedPlace(
            source.At(span), string.Create(CultureInfo.InvariantCulture, $"{what}: {(text.Length > 120 ? text[..120] + "…" : text)}"));
    }

    /// <summary>The place, widened to the word that begins there.</summary>
    private static Location Word(Location location)
    {
        var text = location.Source.Text;
        if (location.Span.Length > 1)
        {
            return location;
        }

        var end = location.Span.Start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return location.Source.At(TextSpan.FromBounds(location.Span.Start, Math.Max(end, Math.Min(text.Length, location.Span.Start + 1))));
    }
}
