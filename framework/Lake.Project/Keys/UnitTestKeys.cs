using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

public static class UnitTestKeys
{
    private static readonly Shape Format = Shape.Word("dict", "csv", "sql");

    public static readonly KeySet Given = new(
        "input",
        new("input", Shape.Text, "What the rows stand for: `ref('m')`, `source('s', 't')` or `this`") { IsRequired = true },
        new("rows", Shape.List.Or(Shape.Text, "a list of mappings, or text"), "The rows: mappings, CSV or SQL"),
        new("format", Format, "How they are written", "dict"),
        new("fixture", Shape.Text, "A file below tests/fixtures that holds them"))
    {
        Refuses = true,
        UnknownHint = "it can have input, rows, format and fixture",
    };

    public static readonly KeySet Expect = new(
        "expectation",
        new("rows", Shape.List.Or(Shape.Text, "a list of mappings, or text"), "The rows: mappings, CSV or SQL"),
        new("format", Format, "How they are written", "dict"),
        new("fixture", Shape.Text, "A file below tests/fixtures that holds them"))
    {
        Refuses = true,
        UnknownHint = "it can have rows, format and fixture",
    };

    public static readonly KeySet Run = new(
        "run",
        new("given", Shape.ListOf(Shape.Of(Given)), "The rows that its inputs have this time"),
        new("expect", Shape.Of(Expect), "The rows that its table must have afterwards"),
        new("full_refresh", Shape.Boolean, "Starts from nothing", "false"))
    {
        Refuses = true,
    };

    public static readonly KeySet UnitTest = new(
        "unit test",
        PropertyKeys.Name,
        new("model", Shape.Text, "The model that is tested") { IsRequired = true },
        PropertyKeys.Description,
        new("given", Shape.ListOf(Shape.Of(Given)), "The rows that its inputs have") { NeedsValue = true },
        new("expect", Shape.Of(Expect), "The rows that it must give"),
        new("runs", Shape.ListOf(Shape.Of(Run)), "In place of both: builds of an incremental model one after the other"),
        new("overrides", Shape.Of(new KeySet(
            "overrides",
            new("macros", Shape.Map, "What macros give, such as `is_incremental: true`"),
            new("vars", Shape.Map, "Variables"),
            new("env_vars", Shape.Map, "Environment variables"))
        {
            Refuses = true,
        }), "What is different in the test"),
        new("versions", Shape.Map, "`include` or `exclude`: which versions of the model"),
        PropertyKeys.Config(ConfigKeys.UnitTest),
        new("static_analysis_off_reason", Shape.Anything, "Taken, without effect") { IsHidden = true })
    {
        Refuses = true,
    };
}
