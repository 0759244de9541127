using System.Collections.Immutable;
using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>Sources and their tables.</summary>
public static class SourceKeys
{
    /// <summary>What both may say; a table's word counts more.</summary>
    private static readonly ImmutableArray<Key> Shared =
    [
        PropertyKeys.Config(ConfigKeys.Source),
        new("freshness", Shape.Of(ConfigKeys.Freshness), "How old the newest row may be; null switches it off"),
        new("loaded_at_field", Shape.Text, "The column that says when a row was loaded"),
        new("loaded_at_query", Shape.Text, "A query that gives the time of the last load"),
        new("quoting", Shape.Of(ProjectKeys.Quoting), "Which parts of its name are quoted"),
        new("meta", Shape.Map, "As under config; tables inherit it"),
        new("tags", Shape.Texts, "As under config; tables inherit them"),
        new("loader", Shape.Text, "Who loads it, for those who read it"),
    ];

    public static readonly KeySet Table = new("source table",
    [
        PropertyKeys.Name,
        new("identifier", Shape.TextOrNumber, "The table's name in the catalog", "name"),
        PropertyKeys.Description, .. Shared,
        new("columns", Shape.ListOf(Shape.Of(PropertyKeys.Column)), "Its columns"),
        PropertyKeys.Tests, PropertyKeys.OldTests,
        new("external", Shape.Anything, "Where packages find the data of an external table"),
        new("quote_columns", Shape.Boolean, "Whether all its columns are quoted") { IsHidden = true },
    ]);

    public static readonly KeySet Source = new("source",
    [
        PropertyKeys.Name,
        PropertyKeys.Description,
        new("database", Shape.Text, "The catalog", "the target's"),
        new("catalog", Shape.Text, "Same as database") { IsHidden = true },
        new("schema", Shape.TextOrNumber, "The schema", "name"),
        .. Shared,
        new("tables", Shape.ListOf(Shape.Of(Table)), "Its tables"),
        new("overrides", Shape.Text, "The package whose source of this name is changed: keys given here, also those of tables, take the place of its own"),
        PropertyKeys.OldTests, PropertyKeys.Tests with { IsHidden = true },
    ])
    {
        Refuses = true,
    };
}
