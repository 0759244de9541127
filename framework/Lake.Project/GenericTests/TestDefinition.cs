using System.Collections.Immutable;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.GenericTests;

/// <summary>An entry taken apart: which test, its arguments, its configuration.</summary>
internal sealed record TestDefinition
{
    public required string TestName { get; init; }

    public string? Namespace { get; init; }

    /// <summary>Arguments in the order written, without the model.</summary>
    public required ValueMap Arguments { get; init; }

    public required ValueMap Config { get; init; }

    public string? Name { get; init; }

    public string Description { get; init; } = "";

    public required Location Location { get; init; }

    /// <summary>Where each argument is written.</summary>
    public required IReadOnlyDictionary<string, Location> ArgumentPlaces { get; init; }
}

/// <summary>Reads the shapes that dbt takes for an entry under <c>data_tests:</c>.</summary>
internal sealed class TestDefinitionReader(TestTarget target, Func<YamlScalar, object?> render, Action<Diagnostic> report)
{
    /// <summary>The order in which dbt takes them, which its generated code keeps.</summary>
    private static readonly string[] ConfigKeys =
    [
        "severity", "tags", "enabled", "where", "limit", "warn_if", "error_if", "fail_calc", "store_failures", "store_failures_as",
        "sql_header", "meta", "database", "schema", "alias",
    ];

    public TestDefinition? Read(TestEntry entry)
    {
        switch (entry.Yaml)
        {
            case YamlScalar { Value: string name } scalar:
                return Build(name, [], scalar.Location, entry);
            case YamlMapping map when map.Find("test_name") is { } named:
                return named.Value is YamlScalar { Value: string test }
                    ? Build(test, [.. map.Entries.Where(e => e.Key.Text != "test_name")], named.Value.Location, entry)
                    : Wrong(named.Value, "'test_name' must be the name of a test");
            case YamlMapping { Entries: [var only] }:
                return only.Value switch
                {
                    YamlMapping arguments => Build(only.Key.Text, arguments.Entries, only.Key.Location, entry),
                    YamlScalar { Value: null } => Build(only.Key.Text, [], only.Key.Location, entry),
                    var other => Wrong(other, $"the arguments of the test '{only.Key.Text}' must be a mapping, not {other.Described}"),
                };
            case YamlMapping { Entries.IsEmpty: true } empty:
                return Wrong(empty, "a test has no name");
            case YamlMapping map:
                return Wrong(
                    map, $"a test is one key, and here are {map.Entries.Length}: {string.Join(", ", map.Entries.Select(e => e.Key.Text))}",
                    $"indent what belongs to '{map.Entries[0].Key.Text}' further than its name");
            default:
                return Wrong(entry.Yaml, $"a test must be a name, or a name with arguments, not {entry.Yaml.Described}");
        }
    }

    private TestDefinition? Build(string fullName, ImmutableArray<YamlEntry> entries, Location location, TestEntry entry)
    {
        var (space, name) = fullName.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
            ? (fullName[..dot], fullName[(dot + 1)..])
            : (null, fullName);
        if (entries.FirstOrDefault(e => e.Key.Text == "config") is { Value: not YamlMapping and not YamlScalar { Value: null } } wrong)
        {
            return Wrong(wrong.Value, $"'config' of the test '{fullName}' must be a mapping, not {wrong.Value.Described}");
        }

        var arguments = new List<KeyValuePair<string, object?>>();
        var places = new Dictionary<string, Location>(StringComparer.Ordinal);
        var nested = (entries.FirstOrDefault(e => e.Key.Text == "arguments")?.Value as YamlMapping)?.Entries ?? [];
        foreach (var argument in entries.Where(e => e.Key.Text is not ("arguments" or "config" or "name" or "description")))
        {
            Take(argument);
        }

        if (entry.ColumnName is { } column)
        {
            arguments.Add(new("column_name", column));
        }

        foreach (var argument in nested)
        {
            Take(argument);
        }

        return new TestDefinition
        {
            TestName = name,
            Namespace = space,
            Arguments = new ValueMap(arguments),
            Config = Config(entries, fullName),
            Name = Text(entries, "name"),
            Description = Text(entries, "description") ?? "",
            Location = location,
            ArgumentPlaces = places,
        };

        void Take(YamlEntry argument)
        {
            if (argument.Key.Text == "model")
            {
                Wrong(argument.Key, $"the test '{fullName}' is given 'model', which is the node it is written under", "remove the argument");
            }
            else if (!ConfigKeys.Contains(argument.Key.Text, StringComparer.Ordinal) || nested.Contains(argument))
            {
                arguments.Add(new(argument.Key.Text, PlainValues.FromYaml(argument.Value)));
                places[argument.Key.Text] = argument.Key.Location;
            }
        }
    }

    private ValueMap Config(ImmutableArray<YamlEntry> entries, string test)
    {
        if (entries.IsEmpty)
        {
            return ValueMap.Empty;
        }

        var config = (entries.FirstOrDefault(e => e.Key.Text == "config")?.Value as YamlMapping)?.Entries ?? [];
        var result = new List<KeyValuePair<string, object?>>();
        foreach (var key in ConfigKeys)
        {
            var outer = entries.FirstOrDefault(e => e.Key.Text == key);
            var inner = config.FirstOrDefault(e => e.Key.Text == key);
            if (outer is not null && inner is not null)
            {
                Wrong(outer.Key, $"the test '{test}' gives '{key}' both at the top and under 'config'", "keep the one under 'config'");
            }

            if (Rendered((inner ?? outer)?.Value) is { } value)
            {
                result.Add(new(key, value));
            }
        }

        foreach (var entry in config.Where(e => !ConfigKeys.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            if (Rendered(entry.Value) is { } value)
            {
                result.Add(new(entry.Key.Text, value));
            }
        }

        return new ValueMap(result);
    }

    private object? Rendered(YamlNode? node) =>
        node is YamlScalar { Value: string } scalar ? render(scalar) : PlainValues.FromYaml(node);

    private static string? Text(ImmutableArray<YamlEntry> entries, string key) =>
        (entries.FirstOrDefault(e => e.Key.Text == key)?.Value as YamlScalar)?.Text;

    private TestDefinition? Wrong(YamlNode at, string message, string? hint = null)
    {
        report(ProjectRules.InvalidTest.At(at.Location, $"{message} (tests of '{target.DisplayName}')", hint));
        return null;
    }
}
