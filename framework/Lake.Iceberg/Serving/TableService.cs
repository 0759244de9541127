using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Rest;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Serving;

/// <summary>Tables of the catalog.</summary>
internal sealed class TableService(ICatalog catalog)
{
    private readonly TableCreation _creation = new(catalog);

    public IEnumerable<string> Endpoints =>
    [
        "GET /v1/{prefix}/namespaces/{namespace}/tables", "POST /v1/{prefix}/namespaces/{namespace}/tables",
        "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}", "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}",
        "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}", "DELETE /v1/{prefix}/namespaces/{namespace}/tables/{table}",
        "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/metrics", "POST /v1/{prefix}/tables/rename",
        "POST /v1/{prefix}/namespaces/{namespace}/register",
        .. catalog is IMultiTableCatalog { CommitsTogether: true } ? (string[])["POST /v1/{prefix}/transactions/commit"] : [],
    ];

    public RestAnswer AnswerAll(RestRequest request, TableNamespace ns) => request.Method switch
    {
        "GET" => Pages.Answer(request, "identifiers", catalog.ListTables(ns), RestJson.Write),
        "POST" => _creation.Answer(request, ns),
        _ => RestErrors.Unsupported($"{request.Method} of tables"),
    };

    public RestAnswer Answer(RestRequest request, TableIdentifier identifier) => request.Method switch
    {
        "GET" => catalog.TryLoadTable(identifier) is { } table ? Load(request, table) : RestErrors.NoTable(identifier),
        "HEAD" => catalog.TryLoadTable(identifier) is null ? RestAnswer.Absent : RestAnswer.Done,
        "POST" => Commit(request, identifier),
        "DELETE" => catalog.DropTable(identifier, purge: request.Query.GetValueOrDefault("purgeRequested") == "true") ? RestAnswer.Done : RestErrors.NoTable(identifier),
        _ => RestErrors.Unsupported($"{request.Method} of a table"),
    };

    public RestAnswer Rename(RestRequest request)
    {
        var (from, to) = request.Read(json => (RestJson.ReadIdentifier(json.Required("source")), RestJson.ReadIdentifier(json.Required("destination"))));
        if (!catalog.NamespaceExists(to.Namespace))
        {
            return RestErrors.NoNamespace(to.Namespace);
        }

        catalog.RenameTable(from, to);
        return RestAnswer.Done;
    }

    /// <summary>A table that another catalog has made, or has lost.</summary>
    public RestAnswer Register(RestRequest request, TableNamespace ns)
    {
        var (name, location, isReplacing) = request.Read(json => (json.RequiredText("name"), json.RequiredText("metadata-location"), json.OptionalBoolean("overwrite") == true));
        if (isReplacing)
        {
            return RestErrors.Unsupported("A table that is there is not overwritten: drop it first, without purging.");
        }

        var table = catalog.RegisterTable(new TableIdentifier(ns, name), location);
        return Describe(table.Metadata, table.MetadataLocation);
    }

    public RestAnswer CommitTogether(RestRequest request)
    {
        var commits = request.Read(json => json.Items("table-changes").Select(c => RestJson.ReadCommit(c, RestJson.ReadIdentifier(c.Required("identifier")))).ToList());
        if (commits.Find(c => IsAbsent(c)) is { } absent)
        {
            return RestErrors.NoTable(absent.Identifier);
        }

        commits.ForEach(_creation.CheckPlace);
        if (catalog is IMultiTableCatalog { CommitsTogether: true } together)
        {
            together.CommitTables(commits);
        }
        else if (commits is [var only])
        {
            catalog.CommitTable(only.Identifier, only.Requirements, only.Updates);
        }
        else
        {
            return RestErrors.Unsupported("This catalog publishes one table at a time.");
        }

        return RestAnswer.Done;
    }

    /// <summary>A table with what is needed to read it.</summary>
    public static RestAnswer Describe(TableMetadata metadata, string? location) => RestAnswer.Of(json =>
    {
        if (location is not null)
        {
            json.WriteString("metadata-location", location);
        }

        json.WritePropertyName("metadata");
        TableMetadataWriter.Write(json, metadata);
        json.WriteStartObject("config");
        json.WriteEndObject();
    });

    private static RestAnswer Load(RestRequest request, Table table)
    {
        var isShort = request.Query.GetValueOrDefault("snapshots") == "refs";
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{table.MetadataLocation}{(isShort ? "#refs" : "")}\"");
        return request.IfNoneMatch == tag
            ? new RestAnswer(304) { ETag = tag }
            : Describe(isShort ? WithRefsOnly(table.Metadata) : table.Metadata, table.MetadataLocation) with { ETag = tag };
    }

    private static TableMetadata WithRefsOnly(TableMetadata metadata)
    {
        var referred = metadata.Refs.Values.Select(r => r.SnapshotId).ToHashSet();
        return metadata with { Snapshots = metadata.Snapshots.RemoveAll(s => !referred.Contains(s.SnapshotId)) };
    }

    private RestAnswer Commit(RestRequest request, TableIdentifier identifier)
    {
        var commit = request.Read(json => RestJson.ReadCommit(json, identifier));
        if (IsAbsent(commit))
        {
            return RestErrors.NoTable(identifier);
        }

        _creation.CheckPlace(commit);
        var table = catalog.CommitTable(identifier, commit.Requirements, commit.Updates);
        return Describe(table.Metadata, table.MetadataLocation);
    }

    private bool IsAbsent(TableCommit commit) => !commit.Requirements.Any(r => r is AssertCreate) && catalog.TryLoadTable(commit.Identifier) is null;
}
