using System.Text.Json.Nodes;
using Lake.Project.Artifacts;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Judged;

/// <summary>Our manifest of a project beside dbt's.</summary>
public class ManifestTests
{
    private static readonly string[] Sections = ["nodes", "sources", "exposures", "groups", "docs", "unit_tests", "disabled", "parent_map", "child_map", "group_map"];

    /// <summary>Times, and fields that tell how a value came about rather than what it is.</summary>
    private static readonly string[] Ignored = ["created_at", "unrendered_config", "config_call_dict", "checksum_unit", "build_path", "root_path"];

    [RequiresFact(Dbt.Variable)]
    public void Shop() => Check("shop");

    [RequiresFact(Dbt.Variable)]
    public void Versions() => Check("versions");

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
            if (section == "docs")
            {
                theirs[section]?.AsObject().Remove("doc.dbt.__overview__");
            }

            Compare(section, theirs[section], ours[section], differences);
        }

        if (differences.Count > 0)
        {
            Assert.Fail(string.Join('\n', differences.Take(60)));
        }
    }

    private static void Compare(string path, JsonNode? theirs, JsonNode? ours, List<string> differences)
    {
        if (Ignored.Contains(path[(path.LastIndexOf('/') + 1)..]) || (path.StartsWith("unit_tests", StringComparison.Ordinal) && path.EndsWith("/checksum", StringComparison.Ordinal)))
        {
            return;
        }

        if (theirs is JsonObject first && ours is JsonObject second)
        {
            foreach (var key in first.Select(p => p.Key).Union(second.Select(p => p.Key)))
            {
                if (first.ContainsKey(key) && second.ContainsKey(key))
                {
                    Compare($"{path}/{key}", first[key], second[key], differences);
                }
                else if (!Ignored.Contains(key))
                {
                    differences.Add($"{path}/{key}: only {(first.ContainsKey(key) ? "dbt" : "lake")} has it: {(first[key] ?? second[key])?.ToJsonString()}");
                }
            }
        }
        else if (theirs is JsonArray list && ours is JsonArray other && list.Count == other.Count)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Compare($"{path}[{i}]", list[i], other[i], differences);
            }
        }
        else if (theirs?.ToJsonString() != ours?.ToJsonString())
        {
            differences.Add($"{path}: dbt {theirs?.ToJsonString() ?? "null"}, lake {ours?.ToJsonString() ?? "null"}");
        }
    }
}
