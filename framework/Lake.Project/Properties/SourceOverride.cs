using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>An entry under <c>sources:</c> that changes the source of a package.</summary>
internal sealed record SourceOverride(string Name, string Package, YamlMapping Entry, Location Location)
{
    private static readonly string[] OfEntry = ["name", "overrides", "tables"];

    private static readonly string[] Tests = ["data_tests", "tests"];

    /// <summary>
    /// By dbt's rules: what the entry says takes the place of what the source says, key by key, and so do its tables' keys.
    /// How old rows may be is not taken over where the entry is silent. Tables that the source lacks are passed over.
    /// </summary>
    public static YamlMapping Merge(YamlMapping source, YamlMapping change)
    {
        var merged = Replaced(source, change);
        return new YamlMapping(merged.Source, merged.Span,
        [
            .. merged.Entries.Select(e => e.Key.Text == "tables" && e.Value is YamlSequence tables
                ? e with { Value = new YamlSequence(tables.Source, tables.Span, [.. tables.Items.Select(t => Table(t, change))]) }
                : e),
        ]);
    }

    private static YamlNode Table(YamlNode table, YamlMapping change) =>
        table is YamlMapping own && ((change.Find("tables")?.Value as YamlSequence)?.Items ?? []).OfType<YamlMapping>().FirstOrDefault(c => NameOf(c) == NameOf(own)) is { } changed
            ? Replaced(own, changed)
            : table;

    private static string? NameOf(YamlMapping entry) => (entry.Find("name")?.Value as YamlScalar)?.Text;

    private static YamlMapping Replaced(YamlMapping own, YamlMapping change)
    {
        var changes = change.Entries.Where(e => !OfEntry.Contains(e.Key.Text, StringComparer.Ordinal)).ToList();
        var gone = changes.Select(e => e.Key.Text).Append("freshness").ToHashSet(StringComparer.Ordinal);
        if (gone.Overlaps(Tests))
        {
            gone.UnionWith(Tests);
        }

        return new YamlMapping(own.Source, own.Span, [.. own.Entries.Where(e => !gone.Contains(e.Key.Text)), .. changes]);
    }
}
