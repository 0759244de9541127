using System.Globalization;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>A node with the keys of manifest v12, in its order.</summary>
internal static class NodeRecord
{
    private static readonly ValueMap NoOverrides = Map(("macros", ValueMap.Empty), ("vars", ValueMap.Empty), ("env_vars", ValueMap.Empty));

    private static readonly ValueMap Docs = Map(("show", true), ("node_color", null));

    public static ValueMap Of(LoadedProject project, Node node, CompiledRecord? compiled) => node switch
    {
        SourceNode source => SourceRecord.Of(source, Created(project)),
        ExposureNode exposure => Exposure(project, exposure),
        UnitTestNode test => UnitTest(project, test),
        SemanticNode semantic => SemanticRecord.Of(project, semantic),
        CodeNode code => Code(project, code, compiled),
        _ => ValueMap.Empty,
    };

    public static ValueMap Map(params ReadOnlySpan<(string Key, object? Value)> pairs) => ValueMap.Record(pairs);

    public static ValueList List(IEnumerable<string> texts) => new(texts);

    public static ValueMap Columns(IEnumerable<Column> columns) => new(columns.Select(c => KeyValuePair.Create(c.Name, (object?)Map(
        ("name", c.Name), ("description", c.Description), ("meta", c.Meta), ("data_type", c.DataType),
        ("constraints", new ValueList(c.Constraints.Select(Constraint))), ("quote", c.Quote), ("config", c.Config), ("tags", List(c.Tags)),
        ("granularity", c.Granularity), ("dimension", c.Dimension), ("entity", c.Entity), ("doc_blocks", List(c.DocBlocks))))));

    public static ValueList Refs(Node node) => new(node.Refs.Select(r =>
        (object?)Map(("name", r.Name), ("package", r.Package), ("version", r.Version))));

    public static ValueList Sources(Node node) => new(node.Sources.Select(s => (object?)List([s.SourceName, s.TableName])));

    public static ValueList Metrics(Node node) => new(node.Metrics.Select(m =>
        (object?)List(m.Package is null ? [m.Name] : [m.Package, m.Name])));

    public static double Created(LoadedProject project) => project.Options.StartedAt.ToUnixTimeMilliseconds() / 1000.0;

    public static ValueMap DependsOn(Node node) => Map(("macros", List(node.DependsOnMacros)), ("nodes", List(node.DependsOn)));

    private static ValueMap Code(LoadedProject project, CodeNode node, CompiledRecord? compiled)
    {
        var docs = Docs.Merge(node.Config.Map("docs"));
        var record = Map(
            ("database", node.Database), ("schema", node.Schema), ("name", node.Name), ("resource_type", node.ResourceType.Word()),
            ("package_name", node.PackageName), ("path", node.Path), ("original_file_path", node.OriginalFilePath), ("unique_id", node.UniqueId),
            ("fqn", List(node.Fqn)), ("alias", node.Alias),
            ("checksum", Map(("name", node.Checksum.Name), ("checksum", node.Checksum.Value))),
            ("config", Config(node)), ("tags", List(node.Tags)), ("description", node.Description), ("columns", Columns(compiled is null ? node.Columns : node.Columns.Select(c => c with { Constraints = ForeignKeyTargets.Resolve(project, node, c.Constraints) }))),
            ("meta", node.Meta), ("group", node.Group), ("docs", docs), ("patch_path", node.PatchPath), ("build_path", null),
            ("unrendered_config", node.UnrenderedConfig), ("created_at", Created(project)), ("relation_name", node.RelationText),
            ("raw_code", node.RawCode), ("doc_blocks", List(node.DocBlocks)));
        return node is SeedNode seed
            ? record.Merge(Map(("root_path", seed.RootPath), ("depends_on", Map(("macros", List(node.DependsOnMacros))))))
            : record.Merge(Executable(project, node, compiled)).Merge(Special(project, node, compiled));
    }

    /// <summary>The beginning of a microbatch model is a time to dbt, however it is written.</summary>
    private static ValueMap Config(CodeNode node) =>
        DateTime.TryParse(node.Config.Text("begin"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var begin)
            ? node.Config.Values.Merge(Map(("begin", begin.ToString(begin.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture))))
            : node.Config.Values;

    private static ValueMap Executable(LoadedProject project, CodeNode node, CompiledRecord? compiled)
    {
        var common = Map(
            ("language", node.Language), ("refs", Refs(node)), ("sources", Sources(node)), ("metrics", ValueList.Empty),
            ("functions", ValueList.Empty), ("depends_on", Map(("macros", List(Macros(node, compiled))), ("nodes", List(node.DependsOn)))),
            ("compiled_path", compiled is null ? null : CompiledPath(project, node)));
        var contract = Map(("enforced", false), ("alias_types", true)).Merge(node.Config.Map("contract"));
        var checksum = Map(("checksum", contract.Find("enforced") is true && node is ModelNode ? ContractChecksum.Of(node) : null));
        var result = compiled is null ? common : common.Merge(Map(
            ("compiled", true), ("compiled_code", compiled.Code), ("extra_ctes_injected", true),
            ("extra_ctes", new ValueList(compiled.ExtraCtes.Select(c => (object?)Map(("id", c.Id), ("sql", c.Sql)))))));
        return result.Merge(Map(("contract", contract.Merge(checksum))));
    }

    /// <summary>Compiling may call more than parsing did: what stands behind <c>execute</c>, and what was not rendered.</summary>
    private static IEnumerable<string> Macros(CodeNode node, CompiledRecord? compiled) =>
        compiled is null ? node.DependsOnMacros : node.DependsOnMacros.Concat(compiled.Macros).Distinct(StringComparer.Ordinal);

    private static ValueMap Special(LoadedProject project, CodeNode node, CompiledRecord? compiled) => node switch
    {
        ModelNode model => Map(
            ("access", model.Access),
            ("constraints", new ValueList((compiled is null ? model.Constraints : ForeignKeyTargets.Resolve(project, model, model.Constraints)).Select(ModelConstraint))), ("version", model.Version),
            ("latest_version", model.LatestVersion), ("deprecation_date", Moment(model.DeprecationDate)),
            ("primary_key", List(PrimaryKey.Of(project, model))), ("time_spine", TimeSpine(model.TimeSpine))),
        TestNode { Metadata: { } metadata } test => Map(
            ("column_name", test.ColumnName), ("file_key_name", test.FileKeyName), ("attached_node", test.AttachedNode),
            ("test_metadata", Map(("name", metadata.Name), ("kwargs", metadata.Kwargs), ("namespace", metadata.Namespace)))),
        OperationNode operation => Map(("index", compiled?.HookNumber ?? operation.Index)),
        _ => ValueMap.Empty,
    };

    /// <summary>A day or time as dbt writes it, which takes one without an offset for local.</summary>
    public static string? Moment(string? written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)
            ? time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture)
            : written;

    public static ValueMap? TimeSpine(TimeSpine? spine) => spine is null ? null
        : Map(("standard_granularity_column", spine.Column), ("custom_granularities", spine.Granularities));

    /// <summary>Where the compiled SQL is written, relative to the project.</summary>
    public static string CompiledPath(LoadedProject project, CodeNode node)
    {
        var target = Path.GetRelativePath(project.Directory, project.Settings.Paths.Target).Replace('\\', '/');
        var name = node is ModelNode or AnalysisNode or TestNode { IsGeneric: false } ? "" : "/" + (node is SnapshotNode ? node.Name + ".sql" : node.Path);
        return $"{target}/compiled/{node.PackageName}/{node.OriginalFilePath}{name}";
    }

    private static ValueMap Exposure(LoadedProject project, ExposureNode node) => Map(
        ("name", node.Name), ("resource_type", "exposure"), ("package_name", node.PackageName), ("path", node.Path),
        ("original_file_path", node.OriginalFilePath), ("unique_id", node.UniqueId), ("fqn", List(node.Fqn)), ("type", node.Type),
        ("owner", node.Owner), ("description", node.Description), ("label", node.Label), ("maturity", node.Maturity), ("meta", node.Meta),
        ("tags", List(node.Tags)), ("config", node.Config.Values), ("unrendered_config", node.UnrenderedConfig), ("url", node.Url),
        ("depends_on", DependsOn(node)), ("refs", Refs(node)), ("sources", Sources(node)), ("metrics", Metrics(node)),
        ("created_at", Created(project)));

    private static ValueMap UnitTest(LoadedProject project, UnitTestNode node)
    {
        var fixture = Map(("rows", ValueList.Empty), ("format", "dict"), ("fixture", null));
        return Map(
            ("model", node.Model),
            ("given", new ValueList(node.Given.Select(g => (object?)Map(("input", null)).Merge(fixture).Merge(g as ValueMap ?? ValueMap.Empty)))),
            ("expect", fixture.Merge(node.Expect)), ("name", node.Name), ("resource_type", "unit_test"), ("package_name", node.PackageName),
            ("path", node.Path), ("original_file_path", node.OriginalFilePath), ("unique_id", node.UniqueId), ("fqn", List(node.Fqn)),
            ("description", node.Description), ("overrides", node.Overrides.Count == 0 ? null : NoOverrides.Merge(node.Overrides)), ("depends_on", DependsOn(node)),
            ("config", node.Config.Values), ("checksum", UnitTestChecksum.Of(node)), ("schema", Schema(project, node)), ("created_at", Created(project)),
            ("versions", node.Versions), ("version", node.Version));
    }

    /// <summary>That of the tested model.</summary>
    private static string? Schema(LoadedProject project, UnitTestNode node) =>
        node.DependsOn is [var model, ..] && project.Nodes.GetValueOrDefault(model) is CodeNode tested ? tested.Schema : null;

    private static object? Constraint(object? constraint) => Map(
        ("type", null), ("name", null), ("expression", null), ("warn_unenforced", true), ("warn_unsupported", true), ("to", null),
        ("to_columns", ValueList.Empty)).Merge(constraint as ValueMap ?? ValueMap.Empty);

    private static object? ModelConstraint(object? constraint) =>
        (Constraint(constraint) as ValueMap)?.Merge(Map(("columns", (constraint as ValueMap)?.Find("columns") ?? ValueList.Empty)));
}
