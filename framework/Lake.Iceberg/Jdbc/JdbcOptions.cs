using Npgsql;

namespace Lake.Iceberg.Jdbc;

/// <summary>A catalog in PostgreSQL.</summary>
/// <param name="Uri"><c>postgresql://user:password@host:5432/database</c>, with or without <c>jdbc:</c>, or Npgsql's own form.</param>
/// <param name="Name">The catalog's name, which is part of the key of every table: all programs must give the same.</param>
public sealed record JdbcOptions(string Uri, string Name)
{
    /// <summary>Over what the address says.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => Builder() is var b ? $"postgresql://{b.Host}:{b.Port}/{b.Database}, catalog {Name}" : "";

    /// <summary>Fails with <see cref="IcebergRules.InvalidCatalog"/>.</summary>
    public string ConnectionString() => Builder().ConnectionString;

    private NpgsqlConnectionStringBuilder Builder()
    {
        try
        {
            var text = Uri.StartsWith("jdbc:", StringComparison.Ordinal) ? Uri["jdbc:".Length..] : Uri;
            var builder = text.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            builder.Username = User ?? builder.Username;
            builder.Password = Password ?? builder.Password;
            builder.ApplicationName ??= "lake";
            return builder;
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw IcebergRules.InvalidCatalog.Error(null, "The address of the catalog's database cannot be understood.", "write uri: postgresql://host:5432/database");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = System.Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            builder.Username = System.Uri.UnescapeDataString(user);
            builder.Password = rest is [var password] ? System.Uri.UnescapeDataString(password) : null;
        }

        foreach (var (name, value) in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : "")))
        {
            builder[JavaNames.GetValueOrDefault(name, name)] = System.Uri.UnescapeDataString(value);
        }

        return builder;
    }

    private static readonly Dictionary<string, string> JavaNames = new() { ["user"] = "Username", ["password"] = "Password", ["sslmode"] = "SSL Mode" };
}
