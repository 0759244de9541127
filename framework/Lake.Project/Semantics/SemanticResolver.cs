using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Semantics;

/// <summary>What metrics, saved queries and exposures read of the semantic layer, as unique ids; what is not there is reported.</summary>
internal sealed class SemanticResolver
{
    private readonly string _root;
    private readonly Action<Diagnostic> _report;
    private readonly ILookup<string, MetricNode> _metrics;
    private readonly ILookup<string, SemanticModelNode> _measures;
    private readonly ILookup<string, SemanticModelNode> _models;
    private readonly HashSet<string> _resolved = new(StringComparer.Ordinal);

    public SemanticResolver(string root, IReadOnlyCollection<Node> nodes, Action<Diagnostic> report)
    {
        (_root, _report) = (root, report);
        _metrics = nodes.OfType<MetricNode>().ToLookup(m => m.Name, StringComparer.Ordinal);
        _models = nodes.OfType<SemanticModelNode>().ToLookup(m => m.Name, StringComparer.Ordinal);
        _measures = nodes.OfType<SemanticModelNode>().SelectMany(m => m.Measures.Select(name => (name, m)))
            .ToLookup(p => p.name, p => p.m, StringComparer.Ordinal);
    }

    public void Resolve(Node node)
    {
        if (node is MetricNode metric)
        {
            ResolveMetric(metric);
        }
        else if (!node.Metrics.IsEmpty)
        {
            Depend(node, Found(node).Select(m => m.UniqueId));
        }
    }

    private void ResolveMetric(MetricNode metric)
    {
        if (!_resolved.Add(metric.UniqueId))
        {
            return;
        }

        var inputs = metric.Measures.ToList();
        foreach (var measure in metric.Measures.Select(m => SemanticShapes.Name(m) ?? ""))
        {
            if (Of(_measures, measure, metric.PackageName) is { } model)
            {
                Depend(metric, [model.UniqueId]);
            }
            else
            {
                _report(ProjectRules.UnknownMeasure.At(
                    metric.Location, $"the metric '{metric.Name}' is of the measure '{measure}', and no semantic model has it",
                    Spelling.Hint(measure, _measures.Select(m => m.Key)) ?? "declare it under 'measures:' of a semantic model"));
            }
        }

        if (metric.SemanticModel is { } name && Of(_models, name, metric.PackageName) is { } own)
        {
            Depend(metric, [own.UniqueId]);
        }

        foreach (var read in Found(metric))
        {
            ResolveMetric(read);
            inputs.AddRange(metric.TakesMeasuresOver ? Inputs(read) : []);
            Depend(metric, [read.UniqueId]);
        }

        var parameters = metric.Body.Find("type_params") as ValueMap ?? ValueMap.Empty;
        metric.Body = metric.Body.With("type_params", parameters.With("input_measures", new ValueList(inputs.Distinct())));
    }

    private static IEnumerable<ValueMap> Inputs(MetricNode metric) =>
        ((metric.Body.Find("type_params") as ValueMap)?.Find("input_measures") as ValueList ?? ValueList.Empty).OfType<ValueMap>();

    private IEnumerable<MetricNode> Found(Node node)
    {
        foreach (var call in node.Metrics)
        {
            if (Of(_metrics, call.Name, call.Package ?? node.PackageName) is { } metric)
            {
                yield return metric;
            }
            else
            {
                _report(ProjectRules.UnknownMetric.At(
                    call.Location ?? node.Location, $"'{node.Name}' reads the metric '{call.Name}', which does not exist or is switched off",
                    Spelling.Hint(call.Name, _metrics.Select(m => m.Key)) ?? "declare it under 'metrics:'"));
            }
        }
    }

    /// <summary>The root project's, then that of the asking node's package, then any other.</summary>
    private TNode? Of<TNode>(ILookup<string, TNode> nodes, string name, string package)
        where TNode : Node =>
        nodes[name].OrderBy(n => n.PackageName == _root ? 0 : n.PackageName == package ? 1 : 2).FirstOrDefault();

    private static void Depend(Node node, IEnumerable<string> ids) =>
        node.DependsOn = [.. node.DependsOn.Concat(ids).Distinct(StringComparer.Ordinal)];
}
