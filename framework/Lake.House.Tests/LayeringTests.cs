using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>Who may know whom, as <c>docs/architecture.md</c> draws it.</summary>
public class LayeringTests
{
    /// <summary>From the bottom up: a project may refer only to those that stand before it…</summary>
    private static readonly string[] Order =
    [
        "Lake.Text", "Lake.Web", "Lake.Yaml", "Lake.Jinja", "Lake.Sql", "Lake.Iceberg", "Lake.DuckDb", "Lake.Trino", "Lake.Project",
        "Lake.Engines", "Lake.Engines.DuckDb", "Lake.Engines.Trino", "Lake.Loader", "Lake.Gateway", "Lake.Runner", "Lake.CatalogServer", "Lake.Cli",
    ];

    /// <summary>…and never to these.</summary>
    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["Lake.Yaml"] = ["Lake.Jinja"],
        ["Lake.Jinja"] = ["Lake.Yaml", "Lake.Sql"],
        ["Lake.Sql"] = ["Lake.Jinja", "Lake.Yaml"],
        ["Lake.Iceberg"] = ["Lake.Sql", "Lake.Jinja", "Lake.Yaml"],
        ["Lake.DuckDb"] = ["Lake.Iceberg", "Lake.Sql", "Lake.Jinja", "Lake.Yaml"],
        ["Lake.Trino"] = ["Lake.Iceberg", "Lake.DuckDb", "Lake.Sql", "Lake.Jinja", "Lake.Yaml", "Lake.Text"],
        ["Lake.Project"] = ["Lake.Iceberg", "Lake.DuckDb", "Lake.Trino"],
        ["Lake.Engines"] = ["Lake.Project", "Lake.Iceberg", "Lake.DuckDb", "Lake.Trino", "Lake.Jinja"],
        ["Lake.Engines.DuckDb"] = ["Lake.Trino", "Lake.Project", "Lake.Jinja"],
        ["Lake.Engines.Trino"] = ["Lake.Project", "Lake.DuckDb", "Lake.Engines.DuckDb", "Lake.Jinja"],
        ["Lake.Loader"] = ["Lake.Project", "Lake.DuckDb", "Lake.Trino", "Lake.Engines.DuckDb", "Lake.Engines.Trino", "Lake.Jinja"],
        ["Lake.Runner"] = ["Lake.DuckDb", "Lake.Trino", "Lake.Engines.Trino", "Lake.Engines.DuckDb", "Lake.Iceberg"],
    };

    public static TheoryData<string> Projects => [.. Order];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_down(string project)
    {
        var below = Order[..Array.IndexOf(Order, project)].Except(Forbidden.GetValueOrDefault(project, []));
        References($"framework/{project}/{project}.csproj").ShouldBeSubsetOf(below);
    }

    [Fact]
    public void Every_library_has_a_place_in_the_order() =>
        Repository.Files
            .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && f.Split('/') is ["framework", _, _])
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(p => !p.EndsWith(".Tests", StringComparison.Ordinal))
            .Except(["Lake.Testing", "Lake.Demo"])
            .ShouldBe(Order, ignoreOrder: true);

    [Fact]
    public void Every_library_has_tests_beside_it()
    {
        foreach (var project in Order)
        {
            Repository.Files.ShouldContain($"framework/{project}.Tests/{project}.Tests.csproj");
            Repository.CSharp.ShouldContain(f => f.StartsWith($"framework/{project}.Tests/", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> References(string path) =>
        XDocument.Parse(Repository.Read(path)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension((string?)r.Attribute("Include") ?? ""));
}
