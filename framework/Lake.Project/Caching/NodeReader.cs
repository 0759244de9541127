using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>Nodes as <see cref="NodeWriter"/> wrote them, with the project file of today.</summary>
internal ref struct NodeReader(ref RecordReader from, SourceFile project)
{
    private readonly ref RecordReader _from = ref from;

    public readonly Node Read()
    {
        var type = (ResourceType)_from.Int();
        var head = ReadHead();
        Node node = type == ResourceType.Source ? ReadSource(head) : ReadCode(type, head);
        ReadRest(node);
        return node;
    }

    private readonly NodeHead ReadHead() => new(
        _from.Text(), _from.Text(), _from.Text(), _from.Text(), _from.Text(), _from.Source(), _from.Span(), _from.Texts());

    private readonly void ReadRest(Node node)
    {
        node.Description = _from.Text();
        node.Config = new NodeConfig(_from.Map());
        node.Tags = _from.Texts();
        node.Meta = _from.Map();
        var refs = ImmutableArray.CreateBuilder<RefCall>(_from.Int());
        while (refs.Count < refs.Capacity)
        {
            refs.Add(new RefCall(_from.TextOrNull(), _from.Text(), _from.Value(), _from.PlaceOrNull()));
        }

        var sources = ImmutableArray.CreateBuilder<SourceCall>(_from.Int());
        while (sources.Count < sources.Capacity)
        {
            sources.Add(new SourceCall(_from.Text(), _from.Text(), _from.PlaceOrNull()));
        }

        (node.Refs, node.Sources) = (refs.MoveToImmutable(), sources.MoveToImmutable());
        node.DependsOnMacros = _from.Texts();
        node.PatchPath = _from.TextOrNull();
        var columns = ImmutableArray.CreateBuilder<Column>(_from.Int());
        while (columns.Count < columns.Capacity)
        {
            columns.Add(ReadColumn());
        }

        node.Columns = columns.MoveToImmutable();
        node.DocBlocks = _from.Texts();
        node.Relation = _from.Flag() ? new RelationName(_from.TextOrNull(), _from.TextOrNull(), _from.Text()) : null;
        node.RelationText = _from.TextOrNull();
        if (node is CodeNode code)
        {
            code.Group = node.Config.Group;
        }
    }

    private readonly Column ReadColumn() => new(_from.Text(), _from.PlaceOrNull())
    {
        Description = _from.Text(),
        DataType = _from.TextOrNull(),
        Quote = _from.Value() as bool?,
        Meta = _from.Map(),
        Tags = _from.Texts(),
        Constraints = _from.List(),
        Config = _from.Map(),
        Granularity = _from.TextOrNull(),
        Dimension = _from.Value(),
        Entity = _from.Value(),
        DocBlocks = _from.Texts(),
    };

    private readonly SourceNode ReadSource(NodeHead head) => new(head, sourceName: _from.Text(), database: _from.Text(), schema: _from.Text(), identifier: _from.Text())
    {
        SourceDescription = _from.Text(),
        Loader = _from.Text(),
        WrittenDatabase = _from.TextOrNull(),
        WrittenSchema = _from.TextOrNull(),
        LoadedAtField = _from.TextOrNull(),
        LoadedAtQuery = _from.TextOrNull(),
        Freshness = _from.Value() as ValueMap,
        Quoting = _from.Map(),
        External = _from.Value() as ValueMap,
        SourceMeta = _from.Map(),
        ExternalSql = _from.TextOrNull(),
        UnrenderedConfig = _from.Map(),
    };

    private readonly CodeNode ReadCode(ResourceType type, NodeHead node)
    {
        var head = new CodeHead(node, _from.Source(), _from.Span(), _from.PlaceOrNull(), _from.Text(), new Checksum(_from.Text(), _from.Text()));
        CodeNode code = type switch
        {
            ResourceType.Model => ReadModel(head),
            ResourceType.Snapshot => new SnapshotNode(head),
            ResourceType.Analysis => new AnalysisNode(head),
            ResourceType.Test => ReadTest(head),
            ResourceType.Seed => new SeedNode(head, fullPath: _from.Text(), rootPath: _from.Text()),
            ResourceType.Operation or ResourceType.Source or ResourceType.Exposure or ResourceType.UnitTest or ResourceType.Metric or ResourceType.SemanticModel or ResourceType.SavedQuery =>
                throw new InvalidDataException($"A {type.Word()} is not kept."),
        };
        code.Database = _from.Text();
        code.Schema = _from.Text();
        code.Alias = _from.Text();
        code.Constraints = _from.List();
        code.UnrenderedConfig = _from.Map();
        code.ConfigCall = _from.Map();
        code.Patched = _from.Flag() ? new PatchedConfig(_from.Map(), _from.Place()) : null;
        code.ProjectFile = code is TestNode { IsGeneric: true } ? null : project;
        return code;
    }

    private readonly ModelNode ReadModel(CodeHead head) => new(head)
    {
        Version = _from.Value(),
        LatestVersion = _from.Value(),
        DeprecationDate = _from.TextOrNull(),
        TimeSpine = _from.Flag() ? new TimeSpine(_from.Text(), _from.List()) : null,
    };

    private readonly TestNode ReadTest(CodeHead head) => new(head)
    {
        Metadata = _from.Flag() ? new TestMetadata(_from.Text(), _from.TextOrNull(), _from.Map()) : null,
        ColumnName = _from.TextOrNull(),
        AttachedNode = _from.TextOrNull(),
        FileKeyName = _from.TextOrNull(),
    };
}
