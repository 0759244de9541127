using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>Declared sources to nodes, one a table.</summary>
internal sealed class SourceBuilder(Workspace workspace, Descriptions descriptions, NodeAssembler assembler)
{
    public SourceNode Build(SourceDeclaration source, TableDeclaration table, SourceFile file)
    {
        var package = source.File.Package;
        var (outer, inner) = (source.Properties, table.Properties);
        ImmutableArray<string> fqn = [package, .. source.File.RelativePath.Split('/')[..^1], source.Name, table.Name];
        var meta = outer.Meta.Merge(inner.Meta);
        var patch = Patch(outer, inner, meta);
        var config = new NodeConfig(workspace.Configs.Resolve(ResourceType.Source, package, fqn, patch, ValueMap.Empty));
        var database = source.Database ?? workspace.Environment.Target.Database;
        var schema = source.Schema ?? source.Name;
        var identifier = table.Identifier ?? table.Name;
        var quoting = QuotingOf(outer, inner);
        var (text, blocks) = descriptions.Render(table.Description, package);
        var relation = new RelationName(database, schema, identifier);
        var node = new SourceNode
        {
            UniqueId = $"source.{package}.{source.Name}.{table.Name}",
            Name = table.Name,
            PackageName = package,
            Path = source.File.OriginalPath,
            OriginalFilePath = source.File.OriginalPath,
            Source = file,
            Span = table.Location.Span,
            Fqn = fqn,
            SourceName = source.Name,
            SourceDescription = descriptions.Render(source.Description, package).Text,
            Loader = source.Loader,
            Identifier = identifier,
            Database = database,
            Schema = schema,
            WrittenDatabase = source.WrittenDatabase,
            WrittenSchema = source.WrittenSchema,
            LoadedAtField = config.Text("loaded_at_field"),
            LoadedAtQuery = config.Text("loaded_at_query"),
            Freshness = config.Find("freshness") as ValueMap,
            Quoting = quoting,
            External = table.External,
            SourceMeta = outer.Meta,
        };
        node.UnrenderedConfig = workspace.Configs.Unrendered(ResourceType.Source, package, fqn, patch, ValueMap.Empty);
        (node.Config, node.Meta, node.Tags) = (config, config.Meta, config.Tags);
        (node.Description, node.DocBlocks) = (text, blocks);
        node.Columns = [.. table.Columns.Select(c => assembler.Column(c, package))];
        node.Relation = relation;
        node.ExternalSql = ExternalLocation.Sql(node, config.Values, workspace.Report);
        node.RelationText = node.ExternalSql ?? RelationNames.Text(relation, workspace.Environment.Settings.Quoting, quoting);
        return node;
    }

    private static ValueMap Patch(SourceProperties outer, SourceProperties inner, ValueMap meta)
    {
        var config = outer.Config.Merge(inner.Config).Without("freshness");
        if (inner.HasFreshness || outer.HasFreshness)
        {
            config = config.With("freshness", Freshness(outer, inner));
        }

        return config
            .With("loaded_at_field", inner.LoadedAtField ?? (inner.LoadedAtQuery is null && !inner.ClearsLoadedAtField ? outer.LoadedAtField : null))
            .With("loaded_at_query", inner.LoadedAtQuery ?? (inner.LoadedAtField is null ? outer.LoadedAtQuery : null))
            .With("meta", meta)
            .With("tags", new ValueList(outer.Tags.Concat(inner.Tags).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>Null when it is switched off; what a table leaves out comes from its source.</summary>
    private static ValueMap? Freshness(SourceProperties outer, SourceProperties inner)
    {
        if (inner is { HasFreshness: true, Freshness: null } || (!inner.HasFreshness && outer.Freshness is null))
        {
            return null;
        }

        var (near, far) = (inner.Freshness ?? ValueMap.Empty, outer.Freshness ?? ValueMap.Empty);
        var none = ConfigDefaults.NoFreshness();
        return new ValueMap(none.Select(p => KeyValuePair.Create(p.Key, p.Value is ValueMap rule
            ? rule.Merge(far.Find(p.Key) as ValueMap ?? ValueMap.Empty).Merge(near.Find(p.Key) as ValueMap ?? ValueMap.Empty)
            : near.Find(p.Key) ?? far.Find(p.Key))));
    }

    private static ValueMap QuotingOf(SourceProperties outer, SourceProperties inner) =>
        new ValueMap([new("database", null), new("schema", null), new("identifier", null), new("column", null)])
            .Merge(outer.Quoting).Merge(inner.Quoting);
}
