using Lake.Testing;
using Xunit;

namespace Lake.Engines.Tests;

/// <summary>
/// What engines of different dialects must do alike. A case is a SQL script that all of them understand, its statements
/// separated by empty lines. Where an engine differs, a baseline of its own (<c>case.trino.txt</c>) declares it.
/// </summary>
public abstract class PortableConformance
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Baseline.Folder(["Portable"]), "*.sql").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Statements_do_what_their_baseline_says(string name)
    {
        var path = Path.Combine(Baseline.Folder(["Portable"]), name);
        using var lakehouse = Open();
        using var session = lakehouse.Engine.OpenSession();
        var statements = File.ReadAllText(path + ".sql").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var own = $"{path}.{lakehouse.Engine.AdapterType}.txt";
        Baseline.Check(File.Exists(own) ? own : path + ".txt", ScriptRun.Log(session, statements, c => c.Name));
    }

    /// <summary>An engine over an empty schema, which unqualified names mean.</summary>
    protected abstract EngineUnderTest Open();
}
