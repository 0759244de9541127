using System.Collections.Immutable;
using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The keys of <c>profiles.yml</c>. What may be secret is shown to no template.</summary>
public static class ProfileKeys
{
    private static readonly Key Engines = new(
        "engines", Shape.Map, "Other engines that nodes may be built with, by type, each the name of another target of this profile over the same catalog: `{trino: cluster}`");

    private static readonly Key Threads = new("threads", Shape.Integer, "Nodes worked on at a time", "1 for duckdb, 4 for trino");

    private static readonly KeySet Attached = new(
        "attached database",
    [
        new("path", Shape.Text, "A database file, relative to the project, or what else ATTACH takes; a file that is not there is passed over") { IsRequired = true },
        new("alias", Shape.Text, "The database's name in SQL", "the stem of path"),
        new("type", Shape.Text, "Its kind, such as sqlite or postgres", "duckdb"),
        new("secret", Shape.Text, "A secret of DuckDB with its login"),
        new("options", Shape.Map, "Further options of ATTACH"),
        .. Ignored("read_only", "is_ducklake"),
    ]);

    public static readonly KeySet DuckDb = new("target of type duckdb",
    [
        Type("duckdb"),
        new("schema", Shape.TextOrNumber, "The schema to build into", "main"),
        new("path", Shape.Text, "As in dbt-duckdb; its stem is the catalog's name. Nothing is written to it: tables are Iceberg", ":memory:"),
        new("database", Shape.Text, "The catalog's name, where `path` does not say it", "the stem of path"),
        Threads, Engines,
        new("catalog", Shape.Map, "The Iceberg catalog; what it says counts more than `catalog:` in the project file"),
        new("settings", Shape.Map, "Settings of DuckDB, such as memory_limit"),
        new("config_options", Shape.Map, "Settings of DuckDB as it starts"),
        new("external_root", Shape.Text, "Where external models without a location are put", "."),
        new("extensions", Shape.List, "Taken, without effect") { IsHidden = true },
        new("secrets", Shape.List.Or(Shape.Map), "Taken, without effect: the keys of object storage are s3.* of `catalog`") { IsHidden = true },
        new("attach", Shape.ListOf(Shape.Of(Attached)), "Databases that SQL reads beside the lakehouse, as in dbt-duckdb, and never writes"),
        new("plugins", Shape.List, "Taken, without effect") { IsHidden = true },
        new("filesystems", Shape.List, "Taken, without effect") { IsHidden = true },
        new("remote", Shape.Map, "Taken, without effect") { IsHidden = true },
        .. Ignored("use_credential_provider", "disable_transactions", "keep_open", "module_paths", "retries", "is_ducklake"),
    ]);

    public static readonly KeySet Trino = new("target of type trino",
    [
        Type("trino"),
        new("host", Shape.Text, "The coordinator") { IsRequired = true },
        new("port", Shape.TextOrNumber, "Its port", "8080, or 443 for https"),
        new("http_scheme", Shape.Word("http", "https"), "How it is spoken to", "https as soon as there is a login"),
        new("database", Shape.Text, "The Trino catalog to build into; also called catalog"),
        new("catalog", Shape.Text, "Same as database") { IsHidden = true },
        new("schema", Shape.TextOrNumber, "The schema to build into") { IsRequired = true },
        Threads, Engines,
        new("method", Shape.Word("none", "ldap", "certificate", "jwt", "oauth", "oauth_console", "kerberos", "gssapi"), "How to log in", "none"),
        new("user", Shape.Text, "The user", "that of the system"),
        new("password", Shape.TextOrNumber, "For ldap"),
        new("jwt_token", Shape.Text, "For jwt"),
        new("client_certificate", Shape.Text, "A PEM file, for certificate"),
        new("client_private_key", Shape.Text, "Its key"),
        new("cert", Shape.Text.Or(Shape.Boolean), "A PEM file of authorities to trust; false trusts anyone"),
        new("impersonation_user", Shape.Text, "Whom to act as"),
        new("roles", Shape.Map, "Roles by catalog"),
        new("session_properties", Shape.Map, "Session properties, such as `query_max_run_time: 4h`"),
        new("http_headers", Shape.Map, "Headers of each request"),
        new("client_tags", Shape.ListOf(Shape.Text), "Tags that resource groups see"),
        new("timezone", Shape.Text, "The session's time zone", "UTC"),
        new("retries", Shape.Integer, "How often a request is tried", "8"),
        .. Ignored(
            "prepared_statements_enabled", "suppress_cert_warning", "keytab", "krb5_config", "service_name", "principal", "mutual_authentication",
            "force_preemptive", "hostname_override", "sanitize_mutual_error_response", "delegate"),
    ]);

    /// <summary>By the type of the target.</summary>
    public static readonly ImmutableSortedDictionary<string, KeySet> Outputs =
        ImmutableSortedDictionary.Create<string, KeySet>(StringComparer.Ordinal).Add("duckdb", DuckDb).Add("trino", Trino);

    /// <summary>A file may serve other programs too.</summary>
    public static readonly KeySet Other = new(
        "target of another type",
        new Key("type", Shape.TextOtherThan([.. Outputs.Keys]), "An adapter of dbt that `lake` does not have") { IsRequired = true })
    {
        Others = Shape.Anything,
    };

    public static readonly KeySet Profile = new(
        "profile",
        new("target", Shape.TextOrNumber, "The output that counts without --target", "default"),
        new("outputs", Shape.MapOf(Shape.Of(DuckDb).Or(Shape.Of(Trino)).Or(Shape.Of(Other))), "Targets by name") { IsRequired = true },
        new("config", Shape.Map, "Taken, without effect") { IsHidden = true });

    public static readonly KeySet File = new(
        "profiles.yml",
        new Key("config", Shape.Map, "Taken, without effect") { IsHidden = true })
    {
        About = "`profiles.yml`: the folder given with --profiles-dir, else the working folder, the project, `~/.dbt`. All of it is rendered with Jinja; only here may `env_var` read `DBT_ENV_SECRET_…`.",
        Others = Shape.Of(Profile),
    };

    private static Key Type(string type) => new("type", Shape.Word(type), "The engine") { IsRequired = true };

    private static IEnumerable<Key> Ignored(params IEnumerable<string> names) =>
        names.Select(name => new Key(name, Shape.Anything, "Taken, without effect") { IsHidden = true });
}
