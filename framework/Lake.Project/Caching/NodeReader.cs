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

    private readonly Head ReadHead() => new(
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

    private readonly SourceNode ReadSource(Head head) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        SourceName = _from.Text(),
        SourceDescription = _from.Text(),
        Loader = _from.Text(),
        Identifier = _from.Text(),
        Database = _from.Text(),
        Schema = _from.Text(),
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

    private readonly CodeNode ReadCode(ResourceType type, Head head)
    {
        var code = new CodeHead(_from.Source(), _from.Span(), _from.PlaceOrNull(), _from.Text(), new Checksum(_from.Text(), _from.Text()));
        CodeNode node = type switch
        {
            ResourceType.Model => Model(head, code),
            ResourceType.Snapshot => Snapshot(head, code),
            ResourceType.Analysis => Analysis(head, code),
            ResourceType.Test => Test(head, code),
            ResourceType.Seed => Seed(head, code),
            ResourceType.Operation or ResourceType.Source or ResourceType.Exposure or ResourceType.UnitTest or ResourceType.Metric or ResourceType.SemanticModel or ResourceType.SavedQuery =>
                throw new InvalidDataException($"A {type.Word()} is not kept."),
        };
        node.Database = _from.Text();
        node.Schema = _from.Text();
        node.Alias = _from.Text();
        node.Constraints = _from.List();
        node.UnrenderedConfig = _from.Map();
        node.ConfigCall = _from.Map();
        node.Patched = _from.Flag() ? new PatchedConfig(_from.Map(), _from.Place()) : null;
        node.ProjectFile = node is TestNode { IsGeneric: true } ? null : project;
        return node;
    }

    private readonly ModelNode Model(Head head, CodeHead code) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        Code = code.Source,
        CodeSpan = code.Span,
        CodePlace = code.Place,
        Language = code.Language,
        Checksum = code.Checksum,
        Version = _from.Value(),
        LatestVersion = _from.Value(),
        DeprecationDate = _from.TextOrNull(),
        TimeSpine = _from.Flag() ? new TimeSpine(_from.Text(), _from.List()) : null,
    };

    private static SnapshotNode Snapshot(Head head, CodeHead code) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        Code = code.Source,
        CodeSpan = code.Span,
        CodePlace = code.Place,
        Language = code.Language,
        Checksum = code.Checksum,
    };

    private static AnalysisNode Analysis(Head head, CodeHead code) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        Code = code.Source,
        CodeSpan = code.Span,
        CodePlace = code.Place,
        Language = code.Language,
        Checksum = code.Checksum,
    };

    private readonly TestNode Test(Head head, CodeHead code) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        Code = code.Source,
        CodeSpan = code.Span,
        CodePlace = code.Place,
        Language = code.Language,
        Checksum = code.Checksum,
        Metadata = _from.Flag() ? new TestMetadata(_from.Text(), _from.TextOrNull(), _from.Map()) : null,
        ColumnName = _from.TextOrNull(),
        AttachedNode = _from.TextOrNull(),
        FileKeyName = _from.TextOrNull(),
    };

    private readonly SeedNode Seed(Head head, CodeHead code) => new()
    {
        UniqueId = head.UniqueId,
        Name = head.Name,
        PackageName = head.PackageName,
        Path = head.Path,
        OriginalFilePath = head.OriginalFilePath,
        Source = head.Source,
        Span = head.Span,
        Fqn = head.Fqn,
        Code = code.Source,
        CodeSpan = code.Span,
        CodePlace = code.Place,
        Language = code.Language,
        Checksum = code.Checksum,
        FullPath = _from.Text(),
        RootPath = _from.Text(),
    };

    private readonly record struct Head(
        string UniqueId, string Name, string PackageName, string Path, string OriginalFilePath, SourceFile Source, TextSpan Span, ImmutableArray<string> Fqn);

    private readonly record struct CodeHead(SourceFile Source, TextSpan Span, Location? Place, string Language, Checksum Checksum);
}
