using System.Text.Json.Nodes;

namespace Lake.Project.Tests.Judged;

internal static class JsonDifferences
{
    public static void Find(string path, JsonNode? theirs, JsonNode? ours, string[] ignored, List<string> found)
    {
        switch (theirs, ours)
        {
            case (JsonObject first, JsonObject second):
                Objects(path, first, second, ignored, found);
                break;
            case (JsonArray first, JsonArray second) when first.Count == second.Count:
                for (var i = 0; i < first.Count; i++)
                {
                    Find($"{path}[{i}]", first[i], second[i], ignored, found);
                }

                break;
            default:
                if (theirs?.ToJsonString() != ours?.ToJsonString())
                {
                    found.Add($"{path}: dbt {theirs?.ToJsonString() ?? "null"}, lake {ours?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }

    private static void Objects(string path, JsonObject first, JsonObject second, string[] ignored, List<string> found)
    {
        foreach (var key in first.Select(p => p.Key).Union(second.Select(p => p.Key)).Except(ignored))
        {
            if (first.ContainsKey(key) && second.ContainsKey(key))
            {
                Find($"{path}/{key}", first[key], second[key], ignored, found);
            }
            else
            {
                var side = first.ContainsKey(key) ? "dbt" : "lake";
                found.Add($"{path}/{key}: only {side} has it: {(first[key] ?? second[key])?.ToJsonString()}");
            }
        }
    }
}
