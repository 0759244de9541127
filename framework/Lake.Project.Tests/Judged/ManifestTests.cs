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
    private static readonly string[] Ignored = ["created_at", "unrendered_config", "config_call_dict", "build_path", "root_path"];

    [Fact]
    public void Shop() => Check("shop");

    [Fact]
    public void Semantics() => Check("semantics");

    [Fact]
    public void Versions() => Check("versions");

    [Fact]
    public void Contracts() => Check("contracts");

    private static void Check(string name)
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
            JsonDifferences.Find(section, theirs[section], ours[section], Ignored, differences);
        }

        if (differences.Count > 0)
        {
            Assert.Fail(string.Join('\n', differences.Take(60)));
        }
    }
}
