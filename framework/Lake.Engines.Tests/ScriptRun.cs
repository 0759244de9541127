using System.Globalization;
using System.Text;
using Lake.Text;

namespace Lake.Engines.Tests;

/// <summary>Runs statements one by one and writes down what each gave.</summary>
internal static class ScriptRun
{
    /// <param name="describe">A column as the header of a result shows it.</param>
    public static string Log(IEngineSession session, IEnumerable<string> statements, Func<RelationColumn, string> describe)
    {
        var text = new StringBuilder();
        foreach (var sql in statements)
        {
            text.Append("> ").AppendLine(sql.ReplaceLineEndings("\n  "));
            text.Append(Outcome(session, sql, describe)).AppendLine();
        }

        return text.ToString();
    }

    private static string Outcome(IEngineSession session, string sql, Func<RelationColumn, string> describe)
    {
        try
        {
            using var result = session.Execute(sql);
            if (!result.HasRows)
            {
                return result.RowsAffected is { } count ? string.Create(CultureInfo.InvariantCulture, $"({count} rows changed)\n") : "(done)\n";
            }

            var lines = new List<string> { string.Join(" | ", result.Columns.Select(describe)) };
            lines.AddRange(result.Rows.Select(row => string.Join(" | ", row.Select(CellText.Of))));
            return string.Join('\n', lines) + "\n";
        }
        catch (DiagnosticException error)
        {
            // Engines word their messages themselves; what is wrong and where must be the same.
            return string.Concat(error.Diagnostics.Select(d =>
                $"error[{d.Id}] at «{(d.Location is { } location ? location.Source.GetText(location.Span) : "")}»\n"));
        }
    }
}
