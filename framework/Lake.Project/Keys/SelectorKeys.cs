using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The keys of <c>selectors.yml</c>.</summary>
public static class SelectorKeys
{
    private static readonly Shape Definitions = Shape.ListOf(Shape.Text.Or(Shape.Of(Itself), "text or a mapping"));

    /// <summary>A mapping with one key that is not among these is a method and its value: <c>tag: nightly</c>.</summary>
    public static readonly KeySet Definition = new(
        "definition",
        new("method", Shape.Text, "How nodes are found: tag, path, fqn, config.materialized, selector, …"),
        new("value", Shape.Scalar, "What the method looks for"),
        new("parents", Shape.Boolean, "With what they are built from", "false"),
        new("parents_depth", Shape.Integer, "How far up"),
        new("children", Shape.Boolean, "With what is built from them", "false"),
        new("children_depth", Shape.Integer, "How far down"),
        new("childrens_parents", Shape.Boolean, "With what is built from them, and all that this needs", "false"),
        new("indirect_selection", Shape.Word("eager", "cautious", "buildable", "empty"), "Which tests come along", "eager"),
        new("union", Definitions, "All nodes that any of these selects"),
        new("intersection", Definitions, "The nodes that all of these select"),
        new("exclude", Definitions, "Nodes to leave out"),
        new("greedy", Shape.Anything, "Taken, without effect") { IsHidden = true })
    {
        Others = Shape.Scalar,
    };

    private static KeySet Itself() => Definition;

    public static readonly KeySet Selector = new(
        "selector",
        new("name", Shape.Text, "For `--selector`") { IsRequired = true },
        new("definition", Shape.Text.Or(Shape.Of(Definition), "text or a mapping"), "What it selects: one criterion of --select, or a mapping") { IsRequired = true },
        new("description", Shape.Scalar, "What it is for"),
        new("default", Shape.Boolean, "Whether it counts when nothing is selected", "false"))
    {
        Refuses = true,
        UnknownHint = "it can have name, description, definition and default",
    };

    public static readonly KeySet File = new(
        "selectors.yml",
        new Key("selectors", Shape.ListOf(Shape.Of(Selector)), "Selections with a name"))
    {
        About = "`selectors.yml` beside the project file.",
        UnknownHint = "write 'selectors:' and, below it, '- name: …'",
    };
}
