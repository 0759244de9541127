using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>Rows that stand for a relation which the tested model reads.</summary>
/// <param name="Node">What they stand for; the model itself for <c>this</c>.</param>
/// <param name="Table">The common table expression that holds them.</param>
/// <param name="Given">With <c>rows</c> and <c>format</c>.</param>
/// <param name="Place">Where the test gives them.</param>
internal sealed record UnitTestInput(Node Node, string Table, ValueMap Given, Location Place)
{
    private const string This = "this";

    public bool IsThis { get; private init; }

    public bool IsSql => Given.Find("format") is "sql";

    public ValueList Rows => Given.Find("rows") as ValueList ?? ValueList.Empty;

    /// <summary>Fails with <c>invalid-unit-test</c> for an input that is nothing of the project.</summary>
    public static ImmutableArray<UnitTestInput> Of(LoadedProject project, UnitTestNode test, CodeNode model, ValueList given) =>
        [.. given.Select((g, i) => Of(project, test, model, g as ValueMap ?? ValueMap.Empty, i < test.GivenPlaces.Length ? test.GivenPlaces[i] : test.Location))];

    private static UnitTestInput Of(LoadedProject project, UnitTestNode test, CodeNode model, ValueMap given, Location place)
    {
        var input = (given.Find("input") as string ?? "").Trim();
        if (input == This)
        {
            return new UnitTestInput(model, Relations.RelationMembers.EphemeralName(model.Alias), given, place) { IsThis = true };
        }

        return Find(project, test, input) switch
        {
            SourceNode source => new UnitTestInput(source, Relations.RelationMembers.EphemeralName($"{source.SourceName}__{source.Name}"), given, place),
            CodeNode node => new UnitTestInput(node, NameOf(node), given, place),
            _ => throw ProjectRules.InvalidUnitTest.Error(
                place, $"the unit test '{test.Name}' gives rows for {(input.Length == 0 ? "nothing" : $"'{input}'")}, which the project does not have",
                Hint(project, input) ?? "name what the model reads: input: ref('…'), source('…', '…') or this"),
        };
    }

    /// <summary>What stands for a relation that is read as a common table expression.</summary>
    public static string NameOf(Node node) => Relations.RelationMembers.EphemeralName(node switch
    {
        SourceNode source => $"{source.SourceName}__{source.Name}",
        ModelNode { Version: { } version } => $"{node.Name}_v{PlainValues.Text(version)}",
        _ => node.Name,
    });

    private static Node? Find(LoadedProject project, UnitTestNode test, string input)
    {
        var capture = new ParseCapture();
        var context = NodeContext.ForParsing(project.Environment, test.PackageName, null, capture);
        Template.Parse(new SourceFile(test.OriginalFilePath, $"{{{{ {input} }}}}"), JinjaOptions.Dbt).Render(context.Rendering);
        return capture switch
        {
            { Refs: [var call, ..] } => project.Finder.FindRef(call, test.PackageName),
            { Sources: [var call, ..] } => project.Finder.FindSource(call, test.PackageName),
            _ => null,
        };
    }

    private static string? Hint(LoadedProject project, string input) => Spelling.Hint(
        input, project.Finder.RefNames.Select(n => $"ref('{n}')").Concat(project.Finder.SourceNames.Select(s => $"source('{s.Source}', '{s.Table}')")).Append(This));
}
