using System.Collections.Immutable;

namespace Lake.Testing;

/// <summary>Servers that the tests of this program share; each is started when it is first asked for, and ended by <see cref="SharedServers"/>.</summary>
public static class Servers
{
    private static readonly Lazy<JudgeServer> MinioServer = Shared(() => new JudgeServer("LAKE_TEST_S3", "--kind", "minio"));
    private static readonly Lazy<JudgeServer> GarageServer = Shared(() => new JudgeServer("LAKE_TEST_S3", "--kind", "garage"));
    private static readonly Lazy<PostgresServer> PostgresServer = Shared(() => new PostgresServer());
    private static readonly Lazy<TrinoServer> TrinoServer = Shared(() => new TrinoServer());
    private static readonly Lazy<JudgeServer> RestServer = Shared(() => new JudgeServer("LAKE_TEST_REST_CATALOG"));
    private static readonly Lazy<JudgeServer> RestOnMinioServer = Shared(() => new JudgeServer(
        "LAKE_TEST_REST_CATALOG",
        "--warehouse", "s3://lake/rest", "--s3-endpoint", Minio["endpoint"], "--s3-access-key", Minio["access_key"], "--s3-secret-key", Minio["secret_key"],
        "--s3-region", Minio["region"], "--property", "include-credentials=true"));

    public static JudgeServer Minio => MinioServer.Value;

    public static JudgeServer Garage => GarageServer.Value;

    public static PostgresServer Postgres => PostgresServer.Value;

    public static TrinoServer Trino => TrinoServer.Value;

    public static JudgeServer Rest => RestServer.Value;

    public static JudgeServer RestOnMinio => RestOnMinioServer.Value;

    /// <summary>How to reach a store, in the names of catalog settings.</summary>
    public static ImmutableSortedDictionary<string, string> Storage(JudgeServer s3) => ImmutableSortedDictionary<string, string>.Empty
        .Add("s3.endpoint", s3["endpoint"]).Add("s3.region", s3["region"]).Add("s3.access-key-id", s3["access_key"]).Add("s3.secret-access-key", s3["secret_key"]);

    private static Lazy<T> Shared<T>(Func<T> start)
        where T : IDisposable => new(() => SharedServers.Keep(start()));
}
