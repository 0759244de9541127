using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Tests;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Views;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.CatalogServer.Tests;

/// <summary>What clients of other makes see of the server, as the OpenAPI document of the protocol says.</summary>
public sealed class ProtocolTests : IDisposable
{
    private const string Token = "a token";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    [Theory]
    [InlineData("GET", "v1/namespaces/none", null, 404, "NoSuchNamespaceException")]
    [InlineData("GET", "v1/namespaces/none/tables", null, 404, "NoSuchNamespaceException")]
    [InlineData("GET", "v1/namespaces/shop/tables/none", null, 404, "NoSuchTableException")]
    [InlineData("GET", "v1/namespaces/shop/views/none", null, 404, "NoSuchViewException")]
    [InlineData("POST", "v1/namespaces", """{"namespace": ["shop"]}""", 409, "AlreadyExistsException")]
    [InlineData("DELETE", "v1/namespaces/shop", null, 409, "NamespaceNotEmptyException")]
    [InlineData("POST", "v1/namespaces/shop/tables", """{"name": "orders", "schema": {"type": "struct", "fields": []}}""", 409, "AlreadyExistsException")]
    [InlineData("POST", "v1/namespaces/shop/tables", """{"name": "x"}""", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/tables", "{", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/tables", """{"name": "x", "location": "file:///elsewhere", "schema": {"type": "struct", "fields": [{"id": 1, "name": "a", "type": "int", "required": false}]}}""", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/tables/orders", """{"requirements": [{"type": "assert-table-uuid", "uuid": "other"}], "updates": []}""", 409, "CommitFailedException")]
    [InlineData("POST", "v1/namespaces/shop/tables/orders", """{"requirements": [{"type": "assert-moon-phase"}], "updates": []}""", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/tables/orders", """{"requirements": [], "updates": [{"action": "paint"}]}""", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/tables/none", """{"requirements": [], "updates": []}""", 404, "NoSuchTableException")]
    [InlineData("POST", "v1/tables/rename", """{"source": {"namespace": ["shop"], "name": "none"}, "destination": {"namespace": ["shop"], "name": "x"}}""", 404, "NoSuchTableException")]
    [InlineData("POST", "v1/namespaces/shop/properties", "{}", 406, "UnsupportedOperationException")]
    [InlineData("POST", "v1/namespaces/shop/register", """{"name": "x", "metadata-location": "file:///nowhere/v1.metadata.json"}""", 500, "RuntimeException")]
    [InlineData("POST", "v1/namespaces/shop/register", """{"name": "x"}""", 400, "BadRequestException")]
    [InlineData("POST", "v1/namespaces/shop/register", """{"name": "orders", "metadata-location": "x", "overwrite": true}""", 406, "UnsupportedOperationException")]
    [InlineData("POST", "v1/views/rename", """{"source": {"namespace": ["shop"], "name": "none"}, "destination": {"namespace": ["shop"], "name": "x"}}""", 404, "NoSuchViewException")]
    [InlineData("GET", "v1/nothing", null, 404, "NotFoundException")]
    [InlineData("GET", "v1/namespaces?pageToken=x&pageSize=1", null, 400, "BadRequestException")]
    public async Task Errors_have_the_protocols_form(string method, string path, string? body, int status, string type)
    {
        using var server = Serve();
        using var answer = await Send(server, method, path, body);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        ((int)answer.StatusCode).ShouldBe(status, json.RootElement.ToString());
        var error = json.RootElement.GetProperty("error");
        error.GetProperty("type").GetString().ShouldBe(type);
        error.GetProperty("code").GetInt32().ShouldBe(status);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("v1/namespaces/shop", 204)]
    [InlineData("v1/namespaces/none", 404)]
    [InlineData("v1/namespaces/shop/tables/orders", 204)]
    [InlineData("v1/namespaces/shop/tables/none", 404)]
    public async Task Heads_have_a_status_only(string path, int status)
    {
        using var server = Serve();
        using var answer = await Send(server, "HEAD", path, null);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_table_that_has_not_changed_is_not_sent_again()
    {
        using var server = Serve();
        using var first = await Send(server, "GET", "v1/namespaces/shop/tables/orders", null);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/v1/namespaces/shop/tables/orders");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var second = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        using var server = Serve();
        foreach (var name in new[] { "a", "b", "c" })
        {
            server.Catalog.CreateNamespace(new TableNamespace(name));
        }

        var (found, token) = (new List<string>(), "");
        do
        {
            using var answer = await Send(server, "GET", $"v1/namespaces?pageSize=3&pageToken={token}", null);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            found.AddRange(json.RootElement.GetProperty("namespaces").EnumerateArray().Select(ns => ns[0].GetString() ?? ""));
            token = json.RootElement.GetProperty("next-page-token").GetString();
        }
        while (token is not null);
        found.ShouldBe(["a", "b", "c", "shop"]);
    }

    [Fact]
    public async Task A_table_is_registered_by_its_metadata()
    {
        using var server = Serve();
        var table = server.Catalog.LoadTable(Warehouse.Orders);
        using var answer = await Send(server, "POST", "v1/namespaces/shop/register", JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = "adopted", ["metadata-location"] = table.MetadataLocation ?? "" }));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Catalog.LoadTable(new TableIdentifier("shop", "adopted")).Metadata.TableUuid.ShouldBe(table.Metadata.TableUuid);
    }

    [Fact]
    public async Task A_view_gets_another_name()
    {
        const string Rename = """{"source": {"namespace": ["shop"], "name": "v"}, "destination": {"namespace": ["shop"], "name": "w"}}""";
        using var server = Serve();
        var id = new TableIdentifier("shop", "v");
        server.Catalog.CreateOrReplaceView(id, new ViewDefinition("select 1 as id", Warehouse.OrdersSchema) { Dialect = "trino" });
        using var renamed = await Send(server, "POST", "v1/views/rename", Rename);
        renamed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        server.Catalog.TryLoadView(id).ShouldBeNull();
        server.Catalog.TryLoadView(new TableIdentifier("shop", "w")).ShouldNotBeNull().Sql("trino").ShouldBe("select 1 as id");
        using var head = await Send(server, "HEAD", "v1/namespaces/shop/views/w", null);
        head.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        server.Catalog.CreateOrReplaceView(id, new ViewDefinition("select 2 as id", Warehouse.OrdersSchema));
        using var taken = await Send(server, "POST", "v1/views/rename", Rename);
        taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_request_that_comes_again_is_answered_as_before()
    {
        const string Make = """{"name": "n", "schema": {"type": "struct", "fields": [{"id": 1, "name": "a", "type": "int", "required": false}]}}""";
        using var server = Serve();
        using (var config = await Send(server, "GET", "v1/config", null))
        {
            (await config.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"idempotency-key-lifetime\":\"PT30M\"");
        }

        _http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Send(server, "POST", "v1/namespaces/shop/tables", Make);
            answers.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        answers[1].ShouldBe(answers[0]);
        answers[0].ShouldContain("table-uuid");
        _http.DefaultRequestHeaders.Remove("Idempotency-Key");
        using var other = await Send(server, "POST", "v1/namespaces/shop/tables", Make);
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("another token", 401)]
    [InlineData(Token, 200)]
    public async Task A_token_lets_in(string? token, int status)
    {
        using var server = Serve(Token);
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Send(server, "GET", "v1/config", null);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData(Token, 200)]
    [InlineData("another secret", 401)]
    public async Task A_credential_is_exchanged_for_the_token(string secret, int status)
    {
        using var server = Serve(Token);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "x", ["client_secret"] = secret });
        using var answer = await _http.PostAsync(new Uri($"{server.Address}/v1/oauth/tokens"), form, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Reading_only()
    {
        using var server = Serve(isReadOnly: true);
        using var read = await Send(server, "GET", "v1/namespaces/shop/tables/orders", null);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var written = await Send(server, "DELETE", "v1/namespaces/shop/tables/orders", null);
        written.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        server.Catalog.ListTables(Warehouse.Orders.Namespace).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Over_TLS()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = Serve(certificate: certificate);
        server.Address.ShouldStartWith("https://");
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint };
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(new Uri($"{server.Address}/v1/config"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private RunningServer Serve(string? token = null, bool isReadOnly = false, X509Certificate2? certificate = null)
    {
        var server = new RunningServer(ImmutableSortedDictionary<string, string>.Empty, _folder.Path, token, isReadOnly, certificate);
        server.Catalog.CreateNamespace(Warehouse.Orders.Namespace);
        server.Catalog.CreateTable(Warehouse.Orders, new TableDefinition(Warehouse.OrdersSchema));
        return server;
    }

    private async Task<HttpResponseMessage> Send(RunningServer server, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{server.Address}/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
