using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Rest;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Serving;

/// <summary>Namespaces, which have no properties of their own.</summary>
internal sealed class NamespaceService(ICatalog catalog)
{
    public static IReadOnlyList<string> Endpoints { get; } =
    [
        "GET /v1/{prefix}/namespaces", "POST /v1/{prefix}/namespaces",
        "GET /v1/{prefix}/namespaces/{namespace}", "HEAD /v1/{prefix}/namespaces/{namespace}", "DELETE /v1/{prefix}/namespaces/{namespace}",
    ];

    public RestAnswer AnswerAll(RestRequest request) => request.Method switch
    {
        "GET" => List(request),
        "POST" => Create(request),
        _ => RestErrors.Unsupported($"{request.Method} of namespaces"),
    };

    public RestAnswer Answer(RestRequest request, TableNamespace ns) => request.Method switch
    {
        "GET" => catalog.NamespaceExists(ns) ? Describe(ns) : RestErrors.NoNamespace(ns),
        "HEAD" => catalog.NamespaceExists(ns) ? RestAnswer.Done : RestAnswer.Absent,
        "DELETE" => catalog.DropNamespace(ns) ? RestAnswer.Done : RestErrors.NoNamespace(ns),
        _ => RestErrors.Unsupported($"{request.Method} of a namespace"),
    };

    private RestAnswer List(RestRequest request)
    {
        var parent = request.Query.GetValueOrDefault("parent") is { Length: > 0 } text ? new TableNamespace([.. text.Split('\u001f')]) : new TableNamespace([]);
        if (!parent.Parts.IsEmpty && !catalog.NamespaceExists(parent))
        {
            return RestErrors.NoNamespace(parent);
        }

        var children = catalog.ListNamespaces().Where(ns => ns.Parts.Length == parent.Parts.Length + 1 && ns.Parts[..^1].SequenceEqual(parent.Parts)).ToList();
        return Pages.Answer(request, "namespaces", children, RestJson.WriteLevels);
    }

    private RestAnswer Create(RestRequest request)
    {
        var ns = request.Read(json => RestJson.ReadLevels(json.Required("namespace")));
        if (catalog.NamespaceExists(ns))
        {
            return RestAnswer.Error(409, "AlreadyExistsException", $"There is already a namespace '{ns}'.");
        }

        catalog.CreateNamespace(ns);
        return Describe(ns);
    }

    private static RestAnswer Describe(TableNamespace ns) => RestAnswer.Of(json =>
    {
        RestJson.Write(json, "namespace", ns);
        json.WriteStartObject("properties");
        json.WriteEndObject();
    });
}
