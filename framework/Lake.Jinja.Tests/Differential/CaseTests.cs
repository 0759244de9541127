using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.JinjaCases;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Differential;

/// <summary>
/// The cases beside this folder, whose expected results the oracle in <c>framework/tools/jinja-cases</c> wrote with
/// Jinja2 itself.
/// </summary>
public class CaseTests
{
    private static readonly string Folder = Baseline.Folder(["..", "Cases"]);

    public static TheoryData<string> Topics => [.. Directory.GetFiles(Folder, "*.expected.json")
        .Select(path => Path.GetFileName(path).Replace(".expected.json", "", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Topics))]
    public void Gives_what_Jinja2_gives(string topic)
    {
        var (cases, expected) = Read(Folder, topic);

        Differences.Between(cases, expected).ShouldBeEmpty();
    }

    /// <summary>A case that no longer differs belongs with the others.</summary>
    [Fact]
    public void What_is_known_to_differ_still_does()
    {
        var (cases, expected) = Read(Baseline.Folder([]), "KnownDifferences");

        for (var i = 0; i < cases.Count; i++)
        {
            Differences.Between([cases[i]], [expected[i]]).ShouldNotBeEmpty(cases[i].Template);
        }
    }

    [Fact]
    public void The_expected_results_are_what_Jinja2_gives()
    {
        var (exitCode, output) = Oracle.Run("--check", Folder);

        exitCode.ShouldBe(0, output);
    }

    private static (IReadOnlyList<Lake.JinjaCases.Case> Cases, IReadOnlyList<object?> Expected) Read(string folder, string topic)
    {
        var expected = PyJsonReader.Read(File.ReadAllText(Path.Combine(folder, topic + ".expected.json"))) as PyDict;
        return (CaseFile.Read(File.ReadAllText(Path.Combine(folder, topic + ".json"))), (expected?.Get("results") as PyList)?.Items ?? []);
    }
}
