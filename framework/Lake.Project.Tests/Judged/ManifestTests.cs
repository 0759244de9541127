using System.Text.Json.Nodes;
using Lake.Project.Artifacts;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Judged;

/// <summary>Our manifest of a project beside dbt's.</summary>
public class ManifestTests
{
    private static readonly string[] Sections = ["nodes", "sources", "exposures", "groups", "docs", "unit_tests", "metrics", "semantic_models", "saved_queries", "disabled", "parent_map", "child_map", "group_map"];

    /// <summary>Times, and fields that tell how a value came about rather than what it is.</summary>
    private static readonly string[] Ignored = ["created_at", "config_call_dict", "build_path", "root_path"];

    /// <summary>A <c>config(…)</c> that dbt cannot read without rendering, it keeps as text.</summary>
    private static readonly string[] IgnoredOfCalls = [.. Ignored, "unrendered_config"];

    [Fact]
    public void Shop() => Check("shop", IgnoredOfCalls);

    [Fact]
    public void Semantics() => Check("semantics", IgnoredOfCalls);

    [Fact]
    public void Versions() => Check("versions", IgnoredOfCalls);

    [Fact]
    public void Contracts() => Check("contracts", IgnoredOfCalls);

    [Fact]
    public void Written() => Check("written", Ignored);

    [Fact]
    public void Overrides() => Check("overrides", Ignored);

    private static void Check(string name, string[] ignored)
    {
        using var project = new ProjectCase(File.ReadAllText(Path.Combine(Baseline.Folder(["Cases"]), name + ".case")));
        var theirs = Dbt.Manifest(project.Directory);
        var loaded = project.Load();
        loaded.Diagnostics.Select(d => d.ToString()).ShouldBeEmpty();
        using var stream = new MemoryStream();
        ManifestWriter.Write(loaded, new Dictionary<string, CompiledRecord>(), stream);
        var ours = JsonNode.Parse(stream.ToArray())?.AsObject() ?? [];
        var differences = new List<string>();
        foreach (var section in Sections)
        {
            theirs[section]?.AsObject().Remove("doc.dbt.__overview__");
            JsonDifferences.Find(section, theirs[section], ours[section], ignored, differences);
        }

        if (differences.Count > 0)
        {
            Assert.Fail(string.Join('\n', differences.Take(60)));
        }
    }
}
