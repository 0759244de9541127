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
        new NodeMap(project.Of<ExposureNode>()),
        new PyDict(project.Groups.Select(g => KeyValuePair.Create(g.Key, (object?)Group(g.Value)))));

    public static PyDict Empty() => Make(new PyDict(), new PyDict(), new PyDict(), new PyDict());

    private static PyDict Make(JinjaObject nodes, JinjaObject sources, JinjaObject exposures, JinjaObject groups) => new()
    {
        { "exposures", exposures },
        { "functions", new PyDict() },
        { "groups", groups },
        { "metrics", new PyDict() },
        { "nodes", nodes },
        { "sources", sources },
        { "semantic_models", new PyDict() },
        { "saved_queries", new PyDict() },
        { "unit_tests", new PyDict() },
    };

    private static PyDict Group(Group group) => new()
    {
        { "name", group.Name },
        { "package_name", group.PackageName },
        { "unique_id", group.UniqueId },
        { "owner", TemplateValues.FromPlain(group.Owner) },
        { "description", group.Description },
    };
}
