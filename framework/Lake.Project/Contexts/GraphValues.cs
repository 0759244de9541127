using Lake.Jinja.Values;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary><c>graph</c>: every node of the project as a dict, by kind and unique id.</summary>
internal static class GraphValues
{
    public static PyDict Of(LoadedProject project) => Make(
        new NodeMap(project.Nodes.Values.Where(n => n is CodeNode and not OperationNode)),
        new NodeMap(project.Of<SourceNode>()),
        project,
        new PyDict(project.Groups.Select(g => KeyValuePair.Create(g.Key, (object?)Group(g.Value)))));

    public static PyDict Empty() => Make(new PyDict(), new PyDict(), null, new PyDict());

    private static PyDict Make(JinjaObject nodes, JinjaObject sources, LoadedProject? project, JinjaObject groups) => new()
    {
        { "exposures", Of<ExposureNode>(project) },
        { "functions", new PyDict() },
        { "groups", groups },
        { "metrics", Of<MetricNode>(project) },
        { "nodes", nodes },
        { "sources", sources },
        { "semantic_models", Of<SemanticModelNode>(project) },
        { "saved_queries", Of<SavedQueryNode>(project) },
        { "unit_tests", Of<UnitTestNode>(project) },
    };

    private static JinjaObject Of<TNode>(LoadedProject? project)
        where TNode : Node =>
        project is null ? new PyDict() : new NodeMap(project.Of<TNode>());

    private static PyDict Group(Group group) => new()
    {
        { "name", group.Name },
        { "package_name", group.PackageName },
        { "unique_id", group.UniqueId },
        { "owner", TemplateValues.FromPlain(group.Owner) },
        { "description", group.Description },
    };
}
