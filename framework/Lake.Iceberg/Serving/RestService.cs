using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Text;

namespace Lake.Iceberg.Serving;

/// <summary>A catalog behind the Iceberg REST protocol: requests in, answers out. It knows nothing of HTTP servers.</summary>
/// <param name="isReadOnly">Then whatever changes something is forbidden.</param>
/// <param name="storage">What clients are told about reaching the files; whoever may ask sees it.</param>
public sealed class RestService(ICatalog catalog, bool isReadOnly = false, ImmutableSortedDictionary<string, string>? storage = null)
{
    private const char LevelSeparator = '\u001f';

    private readonly NamespaceService _namespaces = new(catalog);
    private readonly TableService _tables = new(catalog);
    private readonly ViewService _views = new(catalog);
    private readonly RememberedAnswers _remembered = new();

    public RestAnswer Answer(RestRequest request)
    {
        if (isReadOnly && request.Method is not ("GET" or "HEAD") && request.Path is not [.., "metrics"])
        {
            return RestAnswer.Error(403, "ForbiddenException", "This catalog is served for reading only.");
        }

        return _remembered.Answer(request, () => TryAnswer(request));
    }

    private RestAnswer TryAnswer(RestRequest request)
    {
        try
        {
            return Route(request);
        }
        catch (DiagnosticException e)
        {
            return RestErrors.Of(e);
        }
        catch (JsonException e)
        {
            return RestErrors.Of(e);
        }
    }

    private RestAnswer Route(RestRequest request) => request.Path switch
    {
        ["config"] when request.Method == "GET" => Config(),
        ["namespaces"] => _namespaces.AnswerAll(request),
        ["namespaces", var ns] => _namespaces.Answer(request, Namespace(ns)),
        ["namespaces", _, "properties"] => RestErrors.Unsupported("Namespaces have no properties here."),
        ["namespaces", var ns, ..] when !catalog.NamespaceExists(Namespace(ns)) => RestErrors.NoNamespace(Namespace(ns)),
        ["namespaces", var ns, "tables"] => _tables.AnswerAll(request, Namespace(ns)),
        ["namespaces", var ns, "tables", var name] => _tables.Answer(request, new TableIdentifier(Namespace(ns), name)),
        ["namespaces", var ns, "register"] when request.Method == "POST" => _tables.Register(request, Namespace(ns)),
        ["namespaces", _, "tables", _, "metrics"] when request.Method == "POST" => RestAnswer.Done,
        ["namespaces", var ns, "views"] => _views.AnswerAll(request, Namespace(ns)),
        ["namespaces", var ns, "views", var name] => _views.Answer(request, new TableIdentifier(Namespace(ns), name)),
        ["tables", "rename"] when request.Method == "POST" => _tables.Rename(request),
        ["views", "rename"] when request.Method == "POST" => _views.Rename(request),
        ["transactions", "commit"] when request.Method == "POST" => _tables.CommitTogether(request),
        _ => RestAnswer.Error(404, "NotFoundException", $"Nothing answers {request.Method} /v1/{string.Join('/', request.Path)} here."),
    };

    private RestAnswer Config() => RestAnswer.Of(json =>
    {
        json.WriteStartObject("defaults");
        foreach (var (name, value) in storage ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("overrides");
        json.WriteEndObject();
        json.WriteString("idempotency-key-lifetime", XmlConvert.ToString(RememberedAnswers.Lifetime));
        json.WriteStartArray("endpoints");
        foreach (var endpoint in NamespaceService.Endpoints.Concat(_tables.Endpoints).Concat(ViewService.Endpoints))
        {
            json.WriteStringValue(endpoint);
        }

        json.WriteEndArray();
    });

    private static TableNamespace Namespace(string part) => new([.. part.Split(LevelSeparator)]);
}
