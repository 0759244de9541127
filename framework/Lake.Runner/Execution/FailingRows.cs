using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Puts the first rows that a data test found into its diagnostic, while what it looked at is still there.</summary>
internal static class FailingRows
{
    private const int Most = 5;

    public static NodeResult Show(NodeResult result, IEngineSession session, CancellationToken cancellation)
    {
        if (result is not { Diagnostics: [var found], CompiledCode: { } code })
        {
            return result;
        }

        try
        {
            return result with { Diagnostics = [found with { Data = Read(code, session, cancellation) }] };
        }
        catch (DiagnosticException error)
        {
            // A project's own 'test' materialization may compile to something that is no query.
            session.Recover();
            return result with { Diagnostics = [found with { Hint = $"{found.Hint}; its rows cannot be shown here: {error.Diagnostics[0].Message}" }] };
        }
    }

    private static DataExcerpt? Read(string code, IEngineSession session, CancellationToken cancellation)
    {
        using var found = session.Execute(string.Create(CultureInfo.InvariantCulture, $"select * from (\n{code}\n) failing limit {Most + 1}"), cancellation);
        var rows = found.Rows.Take(Most + 1).ToList();
        return rows.Count == 0 ? null : new DataExcerpt(
            rows.Count > Most ? "the first failing rows" : rows.Count == 1 ? "the failing row" : "the failing rows",
            [.. found.Columns.Select(c => c.Name)],
            [.. rows.Take(Most).Select(row => row.Select(CellFormat.Text).ToImmutableArray())]);
    }
}
