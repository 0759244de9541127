using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.S3;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;
using Lake.Text;

namespace Lake.Iceberg.Rest;

/// <summary>Tables and views of a server that speaks the Iceberg REST protocol. The server writes metadata files, this side all others.</summary>
public sealed class RestCatalog : IMultiTableCatalog, IDisposable
{
    private const int PageSize = 500;
    private const int Attempts = 20;

    private readonly RestClient _client;
    private readonly S3Clients? _storage;

    /// <param name="storage">Gets the credentials that the server gives out for tables; null to leave them.</param>
    public RestCatalog(RestOptions options, IFileIO io, S3Clients? storage = null)
    {
        _client = new RestClient(options);
        (_storage, Io) = (storage, io);
    }

    public IFileIO Io { get; }

    public bool CommitsTogether => _client.Config.Has("POST", "transactions/commit");

    public IReadOnlyList<TableNamespace> ListNamespaces()
    {
        var found = new List<TableNamespace>();
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out var parent))
        {
            var below = Pages("namespaces", "namespaces", parent.Length > 0 ? "parent=" + Uri.EscapeDataString(parent) : null, RestJson.ReadLevels);
            found.AddRange(below);
            below.ForEach(ns => open.Enqueue(_client.Config.Parent(ns)));
        }

        return found;
    }

    public bool NamespaceExists(TableNamespace ns)
    {
        using var answer = _client.TryGet(PathOf(ns));
        return answer is not null;
    }

    public void CreateNamespace(TableNamespace ns)
    {
        try
        {
            using var answer = _client.Post("namespaces", json =>
            {
                json.WriteStartObject();
                RestJson.Write(json, "namespace", ns);
                json.WriteStartObject("properties");
                json.WriteEndObject();
                json.WriteEndObject();
            });
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.AlreadyExists)
        {
            // As good as made.
        }
    }

    public bool DropNamespace(TableNamespace ns) => _client.TrySend(HttpMethod.Delete, PathOf(ns));

    public IReadOnlyList<TableIdentifier> ListTables(TableNamespace ns) => List(ns, "tables");

    public Table? TryLoadTable(TableIdentifier identifier)
    {
        using var answer = _client.TryGet($"{PathOf(identifier, "tables")}?snapshots=all");
        return answer is null ? null : ReadTable(identifier, answer.RootElement);
    }

    /// <summary>Null in effect: the server decides, and says it in the answer to a staged creation.</summary>
    public string DefaultLocation(TableIdentifier identifier) => StageCreate(identifier);

    public Table CommitTable(TableIdentifier identifier, IReadOnlyList<TableRequirement> requirements, IReadOnlyList<TableUpdate> updates)
    {
        var commit = new TableCommit(identifier, requirements, updates);
        var view = requirements.Any(r => r is AssertCreate) ? TryLoadView(identifier) : null;
        return view is null ? Commit(commit)
            : commit.TakesView ? InPlaceOf(view, () => Commit(commit))
            : throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a view.", "drop the view first");
    }

    private Table Commit(TableCommit commit)
    {
        using var answer = _client.Post(PathOf(commit.Identifier, "tables"), json => RestJson.Write(json, commit), isCommit: true);
        return ReadTable(commit.Identifier, answer.RootElement);
    }

    /// <summary>The protocol has no step that turns a view into a table, so the view goes first, and comes back where no table comes.</summary>
    private T InPlaceOf<T>(View view, Func<T> make)
    {
        DropView(view.Identifier);
        try
        {
            return make();
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule != IcebergRules.CommitStateUnknown)
        {
            CreateOrReplaceView(view.Identifier, view.ToDefinition());
            throw;
        }
    }

    public void CommitTables(IReadOnlyList<TableCommit> commits)
    {
        using var answer = _client.Post(
            "transactions/commit",
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("table-changes");
                foreach (var commit in commits)
                {
                    RestJson.Write(json, commit);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            },
            isCommit: true);
    }

    public bool DropTable(TableIdentifier identifier, bool purge = true) =>
        _client.TrySend(HttpMethod.Delete, $"{PathOf(identifier, "tables")}?purgeRequested={(purge ? "true" : "false")}");

    public Table RegisterTable(TableIdentifier identifier, string metadataLocation)
    {
        using var answer = _client.Post($"{PathOf(identifier.Namespace)}/register", json =>
        {
            json.WriteStartObject();
            json.WriteString("name", identifier.Name);
            json.WriteString("metadata-location", metadataLocation);
            json.WriteEndObject();
        });
        return ReadTable(identifier, answer.RootElement);
    }

    public void RenameTable(TableIdentifier from, TableIdentifier to, bool takesView = false)
    {
        _ = takesView && TryLoadView(to) is { } view ? InPlaceOf(view, () => Rename(from, to)) : Rename(from, to);
    }

    private bool Rename(TableIdentifier from, TableIdentifier to)
    {
        using var answer = _client.Post("tables/rename", json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("source");
            RestJson.Write(json, from);
            json.WritePropertyName("destination");
            RestJson.Write(json, to);
            json.WriteEndObject();
        });
        return true;
    }

    public IReadOnlyList<TableIdentifier> ListViews(TableNamespace ns) => HasViews ? List(ns, "views") : [];

    public View? TryLoadView(TableIdentifier identifier)
    {
        if (!HasViews)
        {
            return null;
        }

        using var answer = _client.TryGet(PathOf(identifier, "views"));
        return answer is null ? null : ReadView(identifier, answer.RootElement);
    }

    public View CreateOrReplaceView(TableIdentifier identifier, ViewDefinition definition, bool takesTable = false)
    {
        if (takesTable)
        {
            DropTable(identifier);
        }

        for (var attempt = 1; ; attempt++)
        {
            var old = TryLoadView(identifier)?.Metadata;
            var next = ViewEditor.Next(old?.Location ?? "", old, definition);
            if (ReferenceEquals(next, old))
            {
                return new View(identifier, next);
            }

            try
            {
                using var answer = old is null
                    ? _client.Post($"{PathOf(identifier.Namespace)}/views", json => ViewJson.WriteCreation(json, identifier, next))
                    : _client.Post(PathOf(identifier, "views"), json => ViewJson.WriteReplacement(json, identifier, old, next));
                return ReadView(identifier, answer.RootElement);
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict && attempt < Attempts)
            {
                // Another writer was first: on top of what he left.
            }
        }
    }

    public bool DropView(TableIdentifier identifier) => HasViews && _client.TrySend(HttpMethod.Delete, PathOf(identifier, "views"));

    public void Dispose() => _client.Dispose();

    private bool HasViews => _client.Config.Has("GET", "namespaces/{namespace}/views");

    /// <summary>What the server would do with a table of that name.</summary>
    private string StageCreate(TableIdentifier identifier)
    {
        using var answer = _client.Post($"{PathOf(identifier.Namespace)}/tables", json =>
        {
            json.WriteStartObject();
            json.WriteString("name", identifier.Name);
            json.WriteBoolean("stage-create", true);
            json.WritePropertyName("schema");
            SchemaJson.Write(json, new Schema(0, [new NestedField(1, "id", PrimitiveType.Int, Required: false)]));
            json.WriteEndObject();
        });
        return ReadTable(identifier, answer.RootElement).Location;
    }

    private Table ReadTable(TableIdentifier identifier, JsonElement json)
    {
        var location = json.OptionalText("metadata-location");
        var metadata = MetadataFile.Convert(location ?? identifier.ToString(), json.Required("metadata"), TableMetadataJson.Read);
        if (_storage is not null)
        {
            TakeCredentials(json, metadata.Location, _storage);
        }

        return new Table(this, identifier, metadata, location);
    }

    private static void TakeCredentials(JsonElement json, string location, S3Clients storage)
    {
        var config = json.Texts("config");
        if (S3Location.IsS3(location) && config.Keys.Any(S3Options.IsOption))
        {
            storage.Vend(location, config);
        }

        foreach (var credential in json.Items("storage-credentials"))
        {
            if (credential.OptionalText("prefix") is { } prefix && S3Location.IsS3(prefix))
            {
                storage.Vend(prefix, config.SetItems(credential.Texts("config")));
            }
        }
    }

    private static View ReadView(TableIdentifier identifier, JsonElement json) => new(
        identifier, MetadataFile.Convert(json.OptionalText("metadata-location") ?? identifier.ToString(), json.Required("metadata"), ViewMetadataJson.Read));

    private List<TableIdentifier> List(TableNamespace ns, string kind)
    {
        try
        {
            return [.. Pages($"{PathOf(ns)}/{kind}", "identifiers", null, item => new TableIdentifier(ns, item.RequiredText("name"))).OrderBy(id => id.Name, StringComparer.Ordinal)];
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.NoSuchTable)
        {
            return [];
        }
    }

    /// <summary>All pages of a list.</summary>
    private List<T> Pages<T>(string path, string member, string? query, Func<JsonElement, T> read)
    {
        var found = new List<T>();
        var token = "";
        do
        {
            var page = $"pageToken={Uri.EscapeDataString(token)}&pageSize={PageSize}";
            using var answer = _client.Get($"{path}?{(query is null ? page : $"{query}&{page}")}");
            found.AddRange(answer.RootElement.Items(member).Select(read));
            token = answer.RootElement.OptionalText("next-page-token") ?? "";
        }
        while (token.Length > 0);
        return found;
    }

    private string PathOf(TableNamespace ns) => "namespaces/" + _client.Config.Segment(ns);

    private string PathOf(TableIdentifier identifier, string kind) => $"{PathOf(identifier.Namespace)}/{kind}/{Uri.EscapeDataString(identifier.Name)}";
}
