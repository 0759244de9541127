using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Semantics;

namespace Lake.Project.Loading;

/// <summary>Metrics, semantic models and saved queries of all property files.</summary>
internal sealed class SemanticStage(Workspace workspace, Descriptions descriptions, NodeSet nodes)
{
    private readonly MetricBuilder _metrics = new(workspace, descriptions);
    private readonly SemanticModelBuilder _models = new(workspace, descriptions);
    private readonly SavedQueryBuilder _queries = new(workspace, descriptions);

    public void Add(ImmutableArray<PropertyFile> properties)
    {
        foreach (var file in properties)
        {
            foreach (var declaration in file.SemanticModels)
            {
                var (model, measured) = _models.Build(declaration);
                nodes.Add(model);
                foreach (var measure in measured)
                {
                    nodes.Add(_metrics.OfMeasure(measure, model));
                }
            }

            foreach (var metric in file.Metrics)
            {
                nodes.Add(_metrics.Build(metric));
            }

            foreach (var query in file.SavedQueries)
            {
                nodes.Add(_queries.Build(query));
            }

            AddOfModels(file);
        }
    }

    private void AddOfModels(PropertyFile file)
    {
        if (!file.Patches.Exists(p => p.Semantics is not null))
        {
            return;
        }

        var models = nodes.Enabled.OfType<ModelNode>().ToLookup(m => (m.PackageName, m.Name));
        foreach (var patch in file.Patches)
        {
            if (patch.Semantics is not { } semantics || models[(patch.File.Package, patch.Name)].FirstOrDefault() is not { } model)
            {
                continue;
            }

            var semantic = _models.Build(patch, semantics, model);
            nodes.Add(semantic);
            foreach (var metric in semantics.Metrics)
            {
                nodes.Add(_metrics.Build(metric, patch.File, semantics.Reader.What, semantic.Name, semantics.AggregationTime));
            }
        }
    }
}
