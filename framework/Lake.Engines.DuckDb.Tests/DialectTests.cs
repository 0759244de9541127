using System.Text;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class DialectTests
{
    [Fact]
    public void Another_dialect_is_told_from_a_mistake()
    {
        using var lake = new Lakehouse();
        var path = Path.Combine(Baseline.Folder([]), "Dialect");
        var log = new StringBuilder();
        foreach (var sql in File.ReadAllText(path + ".sql").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var error = Should.Throw<DiagnosticException>(() => lake.Session.Execute(sql).Dispose(), sql);
            log.Append(DiagnosticText.Draw(error.Diagnostic)).Append('\n');
        }

        Baseline.Check(path + ".txt", log.ToString());
    }
}
