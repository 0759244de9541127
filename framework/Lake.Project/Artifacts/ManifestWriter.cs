using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Artifacts;

/// <summary>dbt's <c>manifest.json</c>, version 12.</summary>
public static class ManifestWriter
{
    private const string Schema = "https://schemas.getdbt.com/dbt/manifest/v12.json";

    private const int NodesAtOnce = 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>manifest.json</c> and <c>semantic_manifest.json</c> into the target folder, replacing one that is there at once.</summary>
    public static string Write(LoadedProject project, IReadOnlyDictionary<string, CompiledRecord> compiled)
    {
        var path = Path.Combine(project.Settings.Paths.Target, "manifest.json");
        Directory.CreateDirectory(project.Settings.Paths.Target);
        Replace(project, path, stream => Write(project, compiled, stream));
        Replace(project, Path.Combine(project.Settings.Paths.Target, "semantic_manifest.json"), stream => SemanticManifest.Write(project, stream));
        return path;
    }

    private static void Replace(LoadedProject project, string path, Action<Stream> write)
    {
        var draft = $"{path}.{project.Options.InvocationId}";
        using (var stream = File.Create(draft))
        {
            write(stream);
        }

        File.Move(draft, path, overwrite: true);
    }

    public static void Write(LoadedProject project, IReadOnlyDictionary<string, CompiledRecord> compiled, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, Options);
        writer.WriteStartObject();
        Section(writer, "metadata", Metadata(project));
        var off = project.Disabled.OfType<TestNode>().Where(t => t.IsOffWithParent).ToList();
        Nodes(writer, "nodes", project, compiled, n => n is CodeNode, off);
        Nodes(writer, "sources", project, compiled, n => n is SourceNode);
        Entries(writer, "macros", project.Macros.All.Select(m => (m.UniqueId, MacroRecord(project, m))));
        Entries(writer, "docs", project.Docs.Values.Select(d => (d.UniqueId, Doc(d))));
        Nodes(writer, "exposures", project, compiled, n => n is ExposureNode);
        Nodes(writer, "metrics", project, compiled, n => n is MetricNode);
        Entries(writer, "groups", project.Groups.Values.Select(g => (g.UniqueId, GroupRecord(g))));
        Section(writer, "selectors", ValueMap.Empty);
        Disabled(writer, project);
        var parents = off.ToDictionary(t => t.UniqueId, t => t.DependsOn, StringComparer.Ordinal);
        var children = off.SelectMany(t => t.DependsOn.Select(id => (id, t.UniqueId))).ToLookup(p => p.id, p => p.UniqueId, StringComparer.Ordinal);
        Edges(writer, "parent_map", project, off, id => project.Graph.Parents(id).Concat(parents.GetValueOrDefault(id, [])));
        Edges(writer, "child_map", project, off, id => project.Graph.Children(id).Concat(children[id]));
        GroupMap(writer, project);
        Nodes(writer, "saved_queries", project, compiled, n => n is SavedQueryNode);
        Nodes(writer, "semantic_models", project, compiled, n => n is SemanticModelNode);
        Nodes(writer, "unit_tests", project, compiled, n => n is UnitTestNode);
        Section(writer, "functions", ValueMap.Empty);
        writer.WriteEndObject();
    }

    private static ValueMap Metadata(LoadedProject project)
    {
        var started = project.Options.StartedAt.UtcDateTime;
        var quoting = project.Settings.Quoting;
        const string Custom = "DBT_ENV_CUSTOM_ENV_";
        var custom = project.Options.Environment.Where(e => e.Key.StartsWith(Custom, StringComparison.Ordinal))
            .Select(e => KeyValuePair.Create(e.Key[Custom.Length..], (object?)e.Value));
        return NodeRecord.Map(
            ("dbt_schema_version", Schema), ("dbt_version", DbtVersion.Text), ("generated_at", Instant(DateTime.UtcNow)),
            ("invocation_id", project.Options.InvocationId), ("invocation_started_at", Instant(started)), ("env", new ValueMap(custom)),
            ("project_name", project.Settings.Name), ("project_id", Checksum.Md5(project.Settings.Name)), ("user_id", null),
            ("send_anonymous_usage_stats", false), ("adapter_type", project.Target.Type),
            ("quoting", NodeRecord.Map(
                ("database", quoting.Database), ("schema", quoting.Schema), ("identifier", quoting.Identifier), ("column", null))),
            ("run_started_at", started.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture)));
    }

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static ValueMap MacroRecord(LoadedProject project, Macro macro)
    {
        var docs = NodeRecord.Map(("show", true), ("node_color", null)).Merge(macro.Docs);
        return NodeRecord.Map(
            ("name", macro.Name), ("resource_type", "macro"), ("package_name", macro.PackageName), ("path", macro.Path),
            ("original_file_path", macro.OriginalFilePath), ("unique_id", macro.UniqueId), ("macro_sql", macro.Sql),
            ("depends_on", NodeRecord.Map(("macros", NodeRecord.List(macro.DependsOnMacros)))), ("description", macro.Description),
            ("meta", macro.Meta), ("docs", docs), ("config", NodeRecord.Map(("meta", macro.Meta), ("docs", docs))), ("patch_path", macro.PatchPath),
            ("arguments", new ValueList(macro.Arguments.Select(a =>
                (object?)NodeRecord.Map(("name", a.Name), ("type", a.Type), ("description", a.Description))))),
            ("created_at", NodeRecord.Created(project)),
            ("supported_languages", macro.SupportedLanguages.IsEmpty ? null : NodeRecord.List(macro.SupportedLanguages)));
    }

    private static ValueMap Doc(DocBlock doc) => NodeRecord.Map(
        ("name", doc.Name), ("resource_type", "doc"), ("package_name", doc.PackageName), ("path", doc.Path),
        ("original_file_path", doc.OriginalFilePath), ("unique_id", doc.UniqueId), ("block_contents", doc.Contents));

    private static ValueMap GroupRecord(Group group) => NodeRecord.Map(
        ("name", group.Name), ("resource_type", "group"), ("package_name", group.PackageName), ("path", group.Path),
        ("original_file_path", group.OriginalFilePath), ("unique_id", group.UniqueId),
        ("owner", NodeRecord.Map(("email", null), ("name", null)).Merge(group.Owner)), ("description", group.Description),
        ("config", NodeRecord.Map(("meta", group.Meta)).Merge(group.Config)));

    private static void Section(Utf8JsonWriter writer, string name, ValueMap value)
    {
        writer.WritePropertyName(name);
        JsonValues.Write(writer, value);
    }

    private static void Entries(Utf8JsonWriter writer, string name, IEnumerable<(string Id, ValueMap Record)> entries)
    {
        writer.WriteStartObject(name);
        foreach (var (id, record) in entries)
        {
            Section(writer, id, record);
            FlushSometimes(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>The writer itself keeps everything until it is told to let go.</summary>
    private static void FlushSometimes(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > 1 << 16)
        {
            writer.Flush();
        }
    }

    /// <summary>Records are made by several threads and put down in order, some at a time so that few are in memory.</summary>
    private static void Nodes(
        Utf8JsonWriter writer, string name, LoadedProject project, IReadOnlyDictionary<string, CompiledRecord> compiled, Func<Node, bool> isOfKind,
        IEnumerable<Node>? more = null)
    {
        writer.WriteStartObject(name);
        foreach (var batch in project.Nodes.Values.Where(isOfKind).Concat(more ?? []).Chunk(NodesAtOnce))
        {
            var records = Records(batch, node => NodeRecord.Of(project, node, compiled.GetValueOrDefault(node.UniqueId)));
            foreach (var (node, record) in batch.Zip(records))
            {
                writer.WritePropertyName(node.UniqueId);
                writer.WriteRawValue(record, skipInputValidation: true);
            }

            writer.Flush();
        }

        writer.WriteEndObject();
    }

    private static byte[][] Records(Node[] nodes, Func<Node, ValueMap> recordOf)
    {
        var records = new byte[nodes.Length][];
        try
        {
            Parallel.For(0, nodes.Length, () => new JsonText(Options), (i, _, json) =>
            {
                records[i] = json.Of(recordOf(nodes[i]));
                return json;
            }, json => json.Dispose());
        }
        catch (AggregateException error) when (error.InnerException is DiagnosticException damaged)
        {
            // A text was to be read from a parse cache that is damaged.
            ExceptionDispatchInfo.Throw(damaged);
        }

        return records;
    }

    private static void Disabled(Utf8JsonWriter writer, LoadedProject project)
    {
        writer.WriteStartObject("disabled");
        foreach (var group in project.Disabled.Where(n => n is not TestNode { IsOffWithParent: true }).GroupBy(n => n.UniqueId, StringComparer.Ordinal))
        {
            writer.WritePropertyName(group.Key);
            JsonValues.Write(writer, new ValueList(group.Select(n => NodeRecord.Of(project, n, null))));
        }

        writer.WriteEndObject();
    }

    private static void Edges(
        Utf8JsonWriter writer, string name, LoadedProject project, IEnumerable<TestNode> off, Func<string, IEnumerable<string>> neighbours)
    {
        writer.WriteStartObject(name);
        foreach (var id in project.Nodes.Keys.Concat(off.Select(t => t.UniqueId)))
        {
            writer.WritePropertyName(id);
            JsonValues.Write(writer, NodeRecord.List(neighbours(id).Order(StringComparer.Ordinal)));
            FlushSometimes(writer);
        }

        writer.WriteEndObject();
    }

    private static string? Group(Node node) => node switch
    {
        CodeNode code => code.Group,
        SemanticNode => node.Config.Group,
        _ => null,
    };

    private static void GroupMap(Utf8JsonWriter writer, LoadedProject project)
    {
        writer.WriteStartObject("group_map");
        foreach (var group in project.Groups.Values)
        {
            writer.WritePropertyName(group.Name);
            JsonValues.Write(writer, NodeRecord.List(project.Nodes.Values.Where(n => Group(n) == group.Name).Select(n => n.UniqueId)));
        }

        writer.WriteEndObject();
    }
}
