using Lake.DuckDb.Errors;
using Lake.Engines.DuckDb.Errors;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Names;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>Which relation DuckDB did not find.</summary>
internal static class MissingRelation
{
    /// <summary>Null when the error does not tell, or the name belongs to another database.</summary>
    public static TableIdentifier? Of(StatementContext context, Diagnostic diagnostic, DuckDbException cause)
    {
        if (ErrorTranslator.MissingRelation(cause) is not { } name)
        {
            return null;
        }

        // DuckDB names the last part, the user's text all of them, unless the name stands in a macro.
        var written = diagnostic.Location is { } place ? NameScan.Parts(place.Source.GetText(place.Span)) : [];
        var last = name.Split('.')[^1].Trim('"');
        var parts = written.Count > 0 && string.Equals(written[^1], last, StringComparison.OrdinalIgnoreCase) ? written : NameScan.Parts(name);
        return context.Session.Names.ResolveLoosely(parts);
    }
}
