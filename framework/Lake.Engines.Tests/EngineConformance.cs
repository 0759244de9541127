using System.Globalization;
using System.Text;
using Lake.Sql.Parsing;
using Lake.Testing;
using Lake.Text;
using Xunit;

namespace Lake.Engines.Tests;

/// <summary>
/// What every engine must do alike. A case is a SQL script; its baseline says for each statement the rows it gave, the
/// number of rows it changed, or which diagnostic refused it and where. Each case has a lakehouse of its own, with the
/// schema <c>main</c>.
/// </summary>
public abstract class EngineConformance
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Baseline.Folder(["Cases"]), "*.sql").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Statements_do_what_their_baseline_says(string name)
    {
        var path = Path.Combine(Baseline.Folder(["Cases"]), name);
        using var lakehouse = Open();
        using var session = lakehouse.Engine.OpenSession();
        var text = new StringBuilder();
        var script = SqlScript.Parse(new SourceFile(name, File.ReadAllText(path + ".sql")));
        foreach (var statement in script.Statements)
        {
            var sql = script.Source.GetText(statement.Span);
            text.Append("> ").AppendLine(sql.ReplaceLineEndings("\n  "));
            text.Append(Outcome(session, sql)).AppendLine();
        }

        Baseline.Check(path + ".txt", text.ToString());
    }

    /// <summary>An engine over an empty lakehouse.</summary>
    protected abstract EngineUnderTest Open();

    private static string Outcome(IEngineSession session, string sql)
    {
        try
        {
            using var result = session.Execute(sql);
            if (!result.HasRows)
            {
                return result.RowsAffected is { } count ? string.Create(CultureInfo.InvariantCulture, $"({count} rows changed)\n") : "(done)\n";
            }

            var lines = new List<string> { string.Join(" | ", result.Columns.Select(column => $"{column.Name} {column.Type}")) };
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

/// <summary>An engine together with what has to go when it is done.</summary>
public sealed class EngineUnderTest(IEngine engine, IDisposable rest) : IDisposable
{
    public IEngine Engine => engine;

    public void Dispose()
    {
        engine.Dispose();
        rest.Dispose();
    }
}
