using Lake.Testing;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Cases as files: <c>name.case</c> is what happens, <c>name.out</c> what is said and what the tables hold.</summary>
public sealed class CaseTests
{
    private static readonly string Root = Baseline.Folder(["Cases"]);

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Root, "*.case", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string name)
    {
        var path = Path.Combine(Root, name);
        Baseline.Check(Path.ChangeExtension(path, ".out"), LoadCase.Run(File.ReadAllText(path)));
    }
}
