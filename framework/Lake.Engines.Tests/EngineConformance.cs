using Lake.Sql.Parsing;
using Lake.Testing;
using Lake.Text;
using Xunit;

namespace Lake.Engines.Tests;

/// <summary>
/// What an engine of the DuckDB dialect must do. A case is a SQL script; its baseline says for each statement the rows it gave, the
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
        var script = SqlScript.Parse(new SourceFile(name, File.ReadAllText(path + ".sql")));
        var statements = script.Statements.Select(s => script.Source.GetText(s.Span));
        Baseline.Check(path + ".txt", ScriptRun.Log(session, statements, c => $"{c.Name} {c.Type}"));
    }

    /// <summary>An engine over an empty lakehouse.</summary>
    protected abstract EngineUnderTest Open();
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
