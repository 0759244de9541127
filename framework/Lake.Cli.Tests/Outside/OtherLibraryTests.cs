using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Another libduckdb than the program's own, for extensions that can be had for that one only.</summary>
[Collection(OutsideCollection.Name)]
public sealed class OtherLibraryTests : IDisposable
{
    private const string Library = "LAKE_TEST_DUCKDB_LIBRARY";
    private const string Extension = "LAKE_TEST_HTTPFS";

    private readonly TemporaryFolder _folder = new();

    public OtherLibraryTests() => File.WriteAllText(Path.Combine(_folder.Path, "lake_project.yml"), "name: other\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Debug_says_which_library_runs()
    {
        Run(new Dictionary<string, string>(), "debug").ShouldMatch(@"engine: +DuckDB 1\.5\.6 \(/.*libduckdb\.so\)");
    }

    [Fact]
    public void A_library_that_is_named_runs()
    {
        var library = Judge.At(Library);
        Run(Named(library), "debug").ShouldContain($"DuckDB 1.5.5 ({library})");
    }

    [Fact]
    public void A_library_that_is_named_and_absent_is_an_error()
    {
        using var process = LakeProcess.Start(_folder.Path, Named("/nowhere/libduckdb.so"), ["query", "select 1"]);
        process.Wait().ShouldNotBe(0);
        process.Text.ShouldContain("LAKE_DUCKDB_LIBRARY");
        process.Text.ShouldContain("/nowhere/libduckdb.so");
        process.Text.ShouldNotContain("internal-error");
    }

    [Fact]
    public void Its_own_extension_loads()
    {
        Run(Named(Judge.At(Library)), "query", $"LOAD '{Judge.At(Extension)}'; SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'httpfs'", "--output", "csv")
            .ShouldContain("true");
    }

    private static Dictionary<string, string> Named(string library) => new() { ["LAKE_DUCKDB_LIBRARY"] = library };

    private string Run(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = LakeProcess.Start(_folder.Path, environment, arguments);
        process.Wait().ShouldBe(0, process.Text);
        return process.Text;
    }
}
