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
        var cases = CaseFile.Read(File.ReadAllText(Path.Combine(Folder, topic + ".json")));
        var expected = (PyDict)PyJsonReader.Read(File.ReadAllText(Path.Combine(Folder, topic + ".expected.json")))!;

        Differences.Between(cases, ((PyList)expected["results"]!).Items).ShouldBeEmpty();
    }

    [RequiresFact("LAKE_TEST_JINJA2")]
    public void The_expected_results_are_what_Jinja2_gives()
    {
        var (exitCode, output) = Oracle.Run("--check", Folder);

        exitCode.ShouldBe(0, output);
    }
}
