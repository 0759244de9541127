using Lake.Iceberg.Opening;
using Lake.Yaml.Keys;

namespace Lake.Cli.Workspaces;

/// <summary>
/// The keys of <c>catalog</c> in the project file and in targets. A dot may be written as a level and <c>-</c> as <c>_</c>:
/// <c>s3: {access_key_id: …}</c>.
/// </summary>
internal static class CatalogKeys
{
    public static readonly KeySet Catalog = new(
        "catalog",
        new("type", Shape.Word(CatalogSettings.FileSystem, CatalogSettings.Jdbc, CatalogSettings.Rest), "What kind it is", CatalogSettings.FileSystem),
        new("warehouse", Shape.Text, "Where tables are put: a folder or s3://…; for rest the name that the server knows", "`warehouse` of the project file"),
        new("uri", Shape.Text, "Where the catalog is; jdbc: `postgresql://host:5432/database`"),
        new("name", Shape.Text, "jdbc: the catalog's name in its tables", "lake"),
        new("user", Shape.Text, "jdbc: who logs in"),
        new("password", Shape.TextOrNumber, "jdbc: the password"),
        new("token", Shape.Text, "rest: a bearer token"),
        new("credential", Shape.Text, "rest: `client:secret` for OAuth 2"),
        new("scope", Shape.Text, "rest: the scope to ask for", "catalog"),
        new("oauth2-server-uri", Shape.Text, "rest: where to get the token"),
        new("prefix", Shape.Text, "rest: what stands before the paths, if the server does not say"),
        new("s3.endpoint", Shape.Text, "Where object storage is, if not AWS"),
        new("s3.region", Shape.Text, "Its region"),
        new("client.region", Shape.Text, "Same as s3.region") { IsHidden = true },
        new("s3.path-style-access", Shape.Boolean, "Whether buckets are part of the path, as MinIO and Garage want it", "false"),
        new("s3.access-key-id", Shape.Text, "The key; without one the usual chain of AWS"),
        new("s3.secret-access-key", Shape.Text, "Its secret"),
        new("s3.session-token", Shape.Text, "Of a key for a short time"),
        new("cache.path", Shape.Text, "Folder of copies of remote files", "in the user's cache folder"),
        new("cache.limit", Shape.TextOrNumber, "How large it may become, such as 20GB"),
        new("httpfs", Shape.Text.Or(Shape.Boolean), "DuckDB's httpfs extension: a path, or false to read through copies"));

    /// <summary>The keys, and each under the other ways to write it.</summary>
    public static readonly KeySet Written = Catalog.And(
    [
        .. Catalog.Keys.Where(k => k.Name.Contains('-', StringComparison.Ordinal)).Select(k => k with { Name = k.Name.Replace('-', '_'), IsHidden = true }),
        .. Catalog.Keys.Where(k => k.Name.Contains('.', StringComparison.Ordinal)).GroupBy(k => k.Name[..k.Name.IndexOf('.', StringComparison.Ordinal)])
            .Select(group => new Key(group.Key, Shape.Map, $"The keys that begin with `{group.Key}.`") { IsHidden = true }),
    ]);
}
