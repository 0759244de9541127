using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Rest;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Serving;

/// <summary>Views of the catalog.</summary>
internal sealed class ViewService(ICatalog catalog)
{
    public static IReadOnlyList<string> Endpoints { get; } =
    [
        "GET /v1/{prefix}/namespaces/{namespace}/views", "POST /v1/{prefix}/namespaces/{namespace}/views",
        "GET /v1/{prefix}/namespaces/{namespace}/views/{view}", "HEAD /v1/{prefix}/namespaces/{namespace}/views/{view}",
        "POST /v1/{prefix}/namespaces/{namespace}/views/{view}", "DELETE /v1/{prefix}/namespaces/{namespace}/views/{view}",
        "POST /v1/{prefix}/views/rename",
    ];

    public RestAnswer AnswerAll(RestRequest request, TableNamespace ns) => request.Method switch
    {
        "GET" => Pages.Answer(request, "identifiers", catalog.ListViews(ns), RestJson.Write),
        "POST" => Create(request, ns),
        _ => RestErrors.Unsupported($"{request.Method} of views"),
    };

    public RestAnswer Answer(RestRequest request, TableIdentifier identifier) => request.Method switch
    {
        "GET" => catalog.TryLoadView(identifier) is { } view ? Describe(view) : RestErrors.NoView(identifier),
        "HEAD" => catalog.TryLoadView(identifier) is null ? RestAnswer.Absent : RestAnswer.Done,
        "POST" => Replace(request, identifier),
        "DELETE" => catalog.DropView(identifier) ? RestAnswer.Done : RestErrors.NoView(identifier),
        _ => RestErrors.Unsupported($"{request.Method} of a view"),
    };

    /// <summary>The view is made under its new name first, so that it is always there under one of them; its former versions are forgotten.</summary>
    public RestAnswer Rename(RestRequest request)
    {
        var (from, to) = request.Read(json => (RestJson.ReadIdentifier(json.Required("source")), RestJson.ReadIdentifier(json.Required("destination"))));
        if (catalog.TryLoadView(from) is not { } view)
        {
            return RestErrors.NoView(from);
        }

        if (!catalog.NamespaceExists(to.Namespace))
        {
            return RestErrors.NoNamespace(to.Namespace);
        }

        if (catalog.TryLoadView(to) is not null || catalog.TryLoadTable(to) is not null)
        {
            return RestAnswer.Error(409, "AlreadyExistsException", $"There is already a table or view '{to}'.");
        }

        catalog.CreateOrReplaceView(to, view.ToDefinition());
        catalog.DropView(from);
        return RestAnswer.Done;
    }

    private RestAnswer Create(RestRequest request, TableNamespace ns)
    {
        var (name, definition) = request.Read(json => (
            json.RequiredText("name"),
            ViewJson.Definition(ViewMetadataJson.ReadVersion(json.Required("view-version")), SchemaJson.Read(json.Required("schema"))) with { Properties = json.Texts("properties") }));
        var identifier = new TableIdentifier(ns, name);
        return catalog.TryLoadView(identifier) is not null
            ? RestAnswer.Error(409, "AlreadyExistsException", $"There is already a view '{identifier}'.")
            : Describe(catalog.CreateOrReplaceView(identifier, definition));
    }

    private RestAnswer Replace(RestRequest request, TableIdentifier identifier)
    {
        if (catalog.TryLoadView(identifier) is not { } view)
        {
            return RestErrors.NoView(identifier);
        }

        return request.Read(json => json.Items("requirements").Any(r => r.OptionalText("uuid") is { } uuid && uuid != view.Metadata.ViewUuid)
            ? RestAnswer.Error(409, "CommitFailedException", $"View '{identifier}' was dropped and made anew.")
            : Describe(catalog.CreateOrReplaceView(identifier, ViewJson.ReadReplacement(json, view.Metadata))));
    }

    /// <summary>The place of its metadata file is known to the catalog alone; the protocol wants one all the same.</summary>
    private static RestAnswer Describe(View view) => RestAnswer.Of(json =>
    {
        json.WriteString("metadata-location", view.Metadata.Location);
        json.WritePropertyName("metadata");
        ViewMetadataJson.Write(json, view.Metadata);
        json.WriteStartObject("config");
        json.WriteEndObject();
    });
}
