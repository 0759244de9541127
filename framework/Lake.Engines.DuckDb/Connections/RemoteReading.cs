using Lake.DuckDb;
using Lake.DuckDb.Errors;
using Lake.Iceberg.S3;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Connections;

/// <summary>Reading object storage by DuckDB's own <c>httpfs</c>.</summary>
public sealed class RemoteReading
{
    private readonly string _load;
    private readonly S3Options _options;

    private RemoteReading(string load, S3Options options) => (_load, _options) = (load, options);

    /// <summary>Null when it cannot be used, with the reason.</summary>
    /// <param name="extension">The path of the extension; null for one that DuckDB has, or can get by itself.</param>
    public static RemoteReading? TryPrepare(string? extension, S3Options options, out string? problem)
    {
        if (options.AccessKey is null || options.SecretKey is null)
        {
            problem = "it needs an access key in the settings";
            return null;
        }

        string[] ways = extension is null ? ["LOAD httpfs", "INSTALL httpfs; LOAD httpfs"] : [$"LOAD {SqlText.Literal(extension)}"];
        problem = null;
        foreach (var way in ways)
        {
            try
            {
                using var database = DuckDbDatabase.OpenInMemory();
                using var connection = database.Connect();
                foreach (var statement in way.Split("; "))
                {
                    connection.Execute(statement).Dispose();
                }

                problem = null;
                return new RemoteReading(way.Split("; ")[^1], options);
            }
            catch (DuckDbException e)
            {
                problem = e.Message.Split('\n')[0].TrimEnd('.');
            }
        }

        return null;
    }

    internal void Install(DuckGate duck)
    {
        duck.Run(_load);
        duck.Run($"CREATE SECRET lake_storage ({string.Join(", ", Settings())})");
    }

    private IEnumerable<string> Settings()
    {
        yield return "TYPE s3";
        yield return $"KEY_ID {SqlText.Literal(_options.AccessKey ?? "")}";
        yield return $"SECRET {SqlText.Literal(_options.SecretKey ?? "")}";
        yield return $"REGION {SqlText.Literal(_options.Region ?? "us-east-1")}";
        if (_options.SessionToken is { } token)
        {
            yield return $"SESSION_TOKEN {SqlText.Literal(token)}";
        }

        if (_options.Endpoint is { } endpoint)
        {
            var uri = new Uri(endpoint);
            yield return $"ENDPOINT {SqlText.Literal(uri.Authority)}";
            yield return $"USE_SSL {(uri.Scheme == Uri.UriSchemeHttps ? "true" : "false")}";
        }

        if (_options.PathStyle ?? _options.Endpoint is not null)
        {
            yield return "URL_STYLE 'path'";
        }
    }
}
