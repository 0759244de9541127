using Lake.Testing;
using Xunit;

namespace Lake.Project.Tests.Diagnostics;

/// <summary>Projects with one thing wrong each, and what people are told. The file's name is the defect.</summary>
public class DiagnosticsTests
{
    private static readonly string Cases = Baseline.Folder(["Cases"]);

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Cases, "*.case").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says(string name)
    {
        using var project = new ProjectCase(File.ReadAllText(Path.Combine(Cases, name + ".case")));
        Baseline.Check(Path.Combine(Cases, name + ".out"), project.Diagnose());
    }
}
