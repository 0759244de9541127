using System.Globalization;
using Lake.Cli.Tests.Outside;
using Lake.Testing;
using Shouldly;

namespace Lake.Cli.Tests.Trino;

/// <summary>
/// One Iceberg catalog that both engines reach, and a project whose profile has a target for each: <c>embedded</c> and
/// <c>cluster</c>, which name each other under <c>engines</c>.
/// </summary>
internal sealed class SharedLakehouse : IDisposable
{
    public const string Embedded = "embedded";
    public const string Cluster = "cluster";

    private readonly TemporaryFolder? _own;
    private readonly LakeProcess? _server;
    private readonly TrinoCatalog _trino;

    /// <param name="kind"><c>jdbc</c>, <c>rest</c> or <c>served</c>, and <c>s3</c> behind it for files in object storage.</param>
    /// <param name="folder">Of the project, where there is one; its <c>profiles.yml</c> is written.</param>
    public SharedLakehouse(string kind, string? folder = null)
    {
        Judge.At("LAKE_TEST_TRINO");
        _own = folder is null ? new TemporaryFolder() : null;
        Folder = folder ?? _own?.Path ?? "";
        Kind = kind.Split(' ')[0];
        IsRemote = kind.EndsWith(" s3", StringComparison.Ordinal);
        if (_own is not null)
        {
            _own.Write("lake_project.yml", "name: shop\nprofile: shop\n");
        }

        File.WriteAllText(Path.Combine(Folder, "profiles.yml"), Profile());
        Query(Embedded, "create schema if not exists main");
        _server = Kind == "served" ? Serve() : null;
        _trino = new TrinoCatalog($"{TrinoSettings()}{(IsRemote ? TrinoStorage() : "")}", Name);
    }

    public static string[] Kinds => ["jdbc", "rest", "served", "jdbc s3", "rest s3", "served s3"];

    public string Folder { get; }

    /// <summary>Of the catalog in both engines.</summary>
    public string Name { get; } = TrinoCatalog.NewName();

    private string Kind { get; }

    private bool IsRemote { get; }

    private string Warehouse => IsRemote ? $"s3://lake/{Name}" : $"file://{Path.Combine(Folder, "warehouse")}";

    public void Write(string files)
    {
        foreach (var part in files.ReplaceLineEndings("\n").Split("--- ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var path = Path.Combine(Folder, part.Split('\n')[0].Trim());
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
            File.WriteAllText(path, part[part.IndexOf('\n', StringComparison.Ordinal)..].TrimStart());
        }
    }

    public ProgramResult Run(params string[] arguments) => LakeProgram.Run(Folder, [.. arguments, "--profile", "shop", "--profiles-dir", Folder]);

    /// <summary>The output of a run that must be a success.</summary>
    public string Lake(params string[] arguments)
    {
        var result = Run(arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result.Output;
    }

    /// <summary>Rows as lines of CSV, without the header.</summary>
    public string Query(string target, string sql) =>
        string.Join('\n', Lake("query", sql, "--target", target, "--output", "csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));

    /// <summary>The rows of a query, which both engines must find alike.</summary>
    public string Both(string sql)
    {
        var rows = Query(Embedded, sql);
        Query(Cluster, sql).ShouldBe(rows, sql);
        return rows;
    }

    public void Dispose()
    {
        _trino.Dispose();
        _server?.Dispose();
        _own?.Dispose();
    }

    private string Profile() => string.Create(CultureInfo.InvariantCulture, $$$"""
        shop:
          target: {{{Embedded}}}
          outputs:
            {{{Embedded}}}: {type: duckdb, database: {{{Name}}}, schema: main, threads: 2, catalog: { {{{Catalog()}}} }, engines: {trino: {{{Cluster}}} }}
            {{{Cluster}}}: {type: trino, host: {{{Servers.Trino.Address.Host}}}, port: {{{Servers.Trino.Address.Port}}}, user: test, database: {{{Name}}}, schema: main, threads: 2, engines: {duckdb: {{{Embedded}}} }}

        """);

    /// <summary>The catalog as lake knows it.</summary>
    private string Catalog()
    {
        var settings = new Dictionary<string, string> { ["warehouse"] = Warehouse };
        switch (Kind)
        {
            case "jdbc":
                (settings["type"], settings["uri"], settings["name"]) = ("jdbc", Servers.Postgres.Uri, Name);
                break;
            case "rest":
                (settings["type"], settings["uri"]) = ("rest", Rest["endpoint"]);
                break;
            default:
                settings["type"] = "filesystem";
                break;
        }

        if (IsRemote)
        {
            foreach (var (key, value) in Servers.Storage(Servers.Minio))
            {
                settings[key] = value;
            }
        }

        return string.Join(", ", settings.Select(s => $"\"{s.Key}\": \"{s.Value}\""));
    }

    private JudgeServer Rest => IsRemote ? Servers.RestOnMinio : Servers.Rest;

    private string TrinoSettings()
    {
        var database = new Uri(Kind == "jdbc" ? Servers.Postgres.Uri : "none://u:p@none");
        var login = database.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        return Kind switch
        {
            "jdbc" => string.Create(CultureInfo.InvariantCulture,
                $"""
                "iceberg.catalog.type" = 'jdbc', "iceberg.jdbc-catalog.driver-class" = 'org.postgresql.Driver',
                "iceberg.jdbc-catalog.connection-url" = 'jdbc:postgresql://{database.Host}:{database.Port}{database.AbsolutePath}',
                "iceberg.jdbc-catalog.connection-user" = '{login[0]}', "iceberg.jdbc-catalog.connection-password" = '{login[1]}',
                "iceberg.jdbc-catalog.catalog-name" = '{Name}', "iceberg.jdbc-catalog.schema-version" = 'V1',
                "iceberg.jdbc-catalog.default-warehouse-dir" = '{Warehouse}'
                """),
            "rest" => $"""
                "iceberg.catalog.type" = 'rest', "iceberg.rest-catalog.uri" = '{Rest["endpoint"]}', "iceberg.rest-catalog.warehouse" = '{Warehouse}'
                """,
            _ => $"""
                "iceberg.catalog.type" = 'rest', "iceberg.rest-catalog.uri" = '{_server?.Address}',
                "iceberg.rest-catalog.security" = 'OAUTH2', "iceberg.rest-catalog.oauth2.token" = 'a token'
                """,
        };
    }

    private static string TrinoStorage() =>
        $"""
        , "fs.s3.enabled" = 'true', "s3.endpoint" = '{Servers.Minio["endpoint"]}', "s3.region" = '{Servers.Minio["region"]}',
        "s3.path-style-access" = 'true', "s3.aws-access-key" = '{Servers.Minio["access_key"]}', "s3.aws-secret-key" = '{Servers.Minio["secret_key"]}'
        """;

    private LakeProcess Serve() => LakeProcess.Start(
        Folder, new Dictionary<string, string> { ["LAKE_CATALOG_TOKEN"] = "a token" }, ["catalog", "serve", "--port", "0", "--profiles-dir", Folder]);
}
