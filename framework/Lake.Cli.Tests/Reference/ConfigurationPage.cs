using System.Text;
using Lake.Project.Keys;
using Lake.Yaml.Keys;

namespace Lake.Cli.Tests.Reference;

/// <summary>All keys of configuration, with the kinds of node that have them.</summary>
internal static class ConfigurationPage
{
    private static readonly (string Kind, KeySet Keys)[] Kinds =
    [
        ("models", ConfigKeys.Model), ("seeds", ConfigKeys.Seed), ("snapshots", ConfigKeys.Snapshot), ("analyses", ConfigKeys.Analysis),
        ("data tests", ConfigKeys.Test), ("sources", ConfigKeys.Source), ("unit tests", ConfigKeys.UnitTest), ("exposures", ConfigKeys.Exposure),
        ("metrics and semantic models", ConfigKeys.Semantic), ("saved queries", ConfigKeys.SavedQuery),
    ];

    public static string Write()
    {
        var text = new StringBuilder("""
            # Configuration

            This page is generated from the definitions that `lake` reads by.

            A node's configuration comes, from far to near, from the tree of its kind in the project file, outer folders before inner ones, from `config:` in a property file, and from `config(…)` in its SQL; what is nearer replaces what is farther, unless its line says that values add up or merge. For nodes of installed packages the root project's file counts last. In a tree a key is written with `+` where its value is a mapping or a folder has its name. Other keys are allowed, for macros of your own to read by `config.get`.

            | key | of | value | when absent | meaning |
            |---|---|---|---|---|

            """);
        foreach (var key in ConfigKeys.All.Values.Where(k => !k.IsHidden).OrderBy(k => k.Name, StringComparer.Ordinal))
        {
            var kinds = Kinds.Where(k => k.Keys.Find(key.Name) is not null).Select(k => k.Kind).ToList();
            text.Append("| `").Append(key.Name).Append("` | ").Append(kinds.Count == Kinds.Length ? "all" : string.Join(", ", kinds)).Append(" | ")
                .Append(key.Shape is WordShape words ? string.Join(", ", words.Choices.Select(w => $"`{w}`")) : key.Shape.Phrase.Replace(" (indented 'key: value' lines)", "", StringComparison.Ordinal))
                .Append(" | ").Append(key.Default is { } value ? $"`{value}`" : "").Append(" | ").Append(key.Meaning).Append(" |\n");
        }

        return text.ToString();
    }
}
