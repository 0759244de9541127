using Lake.Jinja.Values;
using Lake.Project.Artifacts;
using Lake.Project.Contexts.Functions;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>A node as templates see it in <c>model</c> and <c>graph</c>: dbt's keys of the manifest.</summary>
public static class NodeValues
{
    public static PyDict Of(Node node)
    {
        var dict = new PyDict
        {
            { "name", node.Name },
            { "resource_type", node.ResourceType.Word() },
            { "package_name", node.PackageName },
            { "path", node.Path },
            { "original_file_path", node.OriginalFilePath },
            { "unique_id", node.UniqueId },
            { "fqn", new PyList(node.Fqn) },
            { "config", Config(node) },
            { "tags", new PyList(node.Tags) },
            { "description", node.Description },
            { "columns", Columns(node) },
            { "meta", TemplateValues.FromPlain(node.Meta) },
            { "docs", TemplateValues.FromPlain(node.Config.Map("docs")) },
            { "patch_path", node.PatchPath },
            { "group", node.Config.Group },
            { "relation_name", node.RelationText },
            { "refs", new PyList(node.Refs.Select(Ref)) },
            { "sources", new PyList(node.Sources.Select(s => PyList.Of(s.SourceName, s.TableName))) },
            { "metrics", new PyList(node is MetricNode ? [] : node.Metrics.Select(m => PyList.Of(m.Package is null ? [m.Name] : [m.Package, m.Name]))) },
            { "depends_on", new PyDict { { "macros", new PyList(node.DependsOnMacros) }, { "nodes", new PyList(node.DependsOn) } } },
        };
        switch (node)
        {
            case CodeNode code:
                AddCode(dict, code);
                break;
            case SourceNode source:
                AddSource(dict, source);
                break;
            case ExposureNode exposure:
                AddExposure(dict, exposure);
                break;
            case SemanticNode semantic:
                dict["label"] = semantic.Label;
                foreach (var (key, value) in semantic.Body)
                {
                    dict[key] = TemplateValues.FromPlain(value);
                }

                break;
            default:
                break;
        }

        return dict;
    }

    private static void AddCode(PyDict dict, CodeNode node)
    {
        dict.Add("database", node.Database);
        dict.Add("schema", node.Schema);
        dict.Add("alias", node.Alias);
        dict.Add("checksum", new PyDict { { "name", node.Checksum.Name }, { "checksum", node.Checksum.Value } });
        dict.Add("raw_code", node.RawCode);
        dict.Add("language", node.Language);
        dict.Add("unrendered_config", TemplateValues.FromPlain(node.UnrenderedConfig));
        dict.Add("constraints", TemplateValues.FromPlain(node.Constraints));
        dict.Add("contract", TemplateValues.FromPlain(node.Config.Map("contract")));
        dict.Add("config_call_dict", TemplateValues.FromPlain(node.ConfigCall));
        dict.Add("doc_blocks", new PyList(node.DocBlocks));
        dict.Add("functions", new PyList());
        dict.Add("build_path", null);
        switch (node)
        {
            case ModelNode model:
                dict.Add("time_spine", TemplateValues.FromPlain(NodeRecord.TimeSpine(model.TimeSpine)));
                dict.Add("deprecation_date", NodeRecord.Moment(model.DeprecationDate));
                dict.Add("defer_relation", null);
                dict.Add("access", model.Access);
                dict.Add("version", TemplateValues.FromPlain(model.Version));
                dict.Add("latest_version", TemplateValues.FromPlain(model.LatestVersion));
                break;
            case TestNode { Metadata: { } metadata } test:
                dict.Add("column_name", test.ColumnName);
                dict.Add("attached_node", test.AttachedNode);
                dict.Add("file_key_name", test.FileKeyName);
                dict.Add("test_metadata", new PyDict
                {
                    { "name", metadata.Name },
                    { "namespace", metadata.Namespace },
                    { "kwargs", TemplateValues.FromPlain(metadata.Kwargs) },
                });
                break;
            case SeedNode seed:
                dict.Add("root_path", seed.RootPath);
                break;
            default:
                break;
        }
    }

    private static void AddSource(PyDict dict, SourceNode source)
    {
        dict.Add("database", source.Database);
        dict.Add("schema", source.Schema);
        dict.Add("identifier", source.Identifier);
        dict.Add("source_name", source.SourceName);
        dict.Add("source_description", source.SourceDescription);
        dict.Add("source_meta", TemplateValues.FromPlain(source.SourceMeta));
        dict.Add("loader", source.Loader);
        dict.Add("loaded_at_field", source.LoadedAtField);
        dict.Add("loaded_at_query", source.LoadedAtQuery);
        dict.Add("unrendered_database", source.WrittenDatabase);
        dict.Add("unrendered_schema", source.WrittenSchema);
        dict.Add("unrendered_config", TemplateValues.FromPlain(source.UnrenderedConfig));
        dict.Add("doc_blocks", new PyList(source.DocBlocks));
        dict.Add("freshness", TemplateValues.FromPlain(source.Freshness));
        dict.Add("external", TemplateValues.FromPlain(source.External));
        dict.Add("quoting", TemplateValues.FromPlain(source.Quoting));
    }

    private static void AddExposure(PyDict dict, ExposureNode exposure)
    {
        dict.Add("type", exposure.Type);
        dict.Add("owner", TemplateValues.FromPlain(exposure.Owner));
        dict.Add("label", exposure.Label);
        dict.Add("maturity", exposure.Maturity);
        dict.Add("url", exposure.Url);
        dict.Add("unrendered_config", TemplateValues.FromPlain(exposure.UnrenderedConfig));
    }

    /// <summary>The configuration, with hooks as dicts under their names with a dash.</summary>
    private static PyDict Config(Node node)
    {
        var config = new PyDict();
        foreach (var (key, value) in node.Config.Values)
        {
            config[key] = TemplateValues.FromPlain(value);
        }

        config["pre-hook"] = Hooks.Of(node.Config.PreHooks);
        config["post-hook"] = Hooks.Of(node.Config.PostHooks);
        return config;
    }

    private static PyDict Columns(Node node)
    {
        var columns = new PyDict();
        foreach (var column in node.Columns)
        {
            columns[column.Name] = new PyDict
            {
                { "name", column.Name },
                { "description", column.Description },
                { "meta", TemplateValues.FromPlain(column.Meta) },
                { "data_type", column.DataType },
                { "constraints", TemplateValues.FromPlain(column.Constraints) },
                { "quote", column.Quote },
                { "config", TemplateValues.FromPlain(column.Config) },
                { "tags", new PyList(column.Tags) },
            };
        }

        return columns;
    }

    private static PyDict Ref(RefCall call) => new()
    {
        { "name", call.Name },
        { "package", call.Package },
        { "version", TemplateValues.FromPlain(call.Version) },
    };
}
