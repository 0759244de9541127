using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Jdbc;
using Lake.Iceberg.Rest;
using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Opening;

/// <summary>A catalog with the storage it uses.</summary>
public sealed class OpenCatalog : IDisposable
{
    private readonly StorageRouter _router;
    [SuppressMessage("Usage", "CA2213", Justification = "The router disposes of it.")]
    private readonly S3FileIO _remote;

    private OpenCatalog(CatalogSettings settings, string warehouse)
    {
        Settings = settings;
        Storage = new S3Clients(new S3Options().With(settings.Properties));
        Cache = settings.NewCache();
        _remote = new S3FileIO(Storage, Cache);
        _router = new StorageRouter(_remote);
        Catalog = Create(warehouse);
        MayBeRemote = S3Location.IsS3(warehouse) || settings.Properties.Keys.Any(S3Options.IsOption);
    }

    public CatalogSettings Settings { get; }

    public ICatalog Catalog { get; }

    public S3Clients Storage { get; }

    public FileCache Cache { get; }

    /// <summary>Whether tables may be in object storage.</summary>
    public bool MayBeRemote { get; }

    /// <summary>See <see cref="S3FileIO.IsReadByOthers"/>.</summary>
    public bool IsReadByOthers
    {
        get => _remote.IsReadByOthers;
        set => _remote.IsReadByOthers = value;
    }

    /// <summary>Fails with <see cref="IcebergRules.InvalidCatalog"/>. Nothing is connected to before it is needed.</summary>
    /// <param name="warehouse">Where tables are put when the settings do not say; with scheme.</param>
    public static OpenCatalog Open(CatalogSettings settings, string warehouse) => new(settings, settings["warehouse"] ?? warehouse);

    /// <summary>What other programs need to know to reach the files, besides a key of their own; empty where they are on this machine.</summary>
    public ImmutableSortedDictionary<string, string> StorageProperties => MayBeRemote
        ? new S3Options().With(Settings.Properties).ToPublicProperties()
        : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>One line without secrets.</summary>
    public string Describe() => Settings.Type switch
    {
        CatalogSettings.Jdbc => JdbcOptions().ToString(),
        CatalogSettings.Rest => RestOptions().ToString(),
        _ => Catalog is FileSystemCatalog files ? files.Warehouse : Settings.Type,
    };

    public void Dispose()
    {
        (Catalog as IDisposable)?.Dispose();
        _router.Dispose();
    }

    private ICatalog Create(string warehouse) => Settings.Type switch
    {
        CatalogSettings.FileSystem => new FileSystemCatalog(warehouse, _router),
        CatalogSettings.Jdbc => new JdbcCatalog(JdbcOptions(), warehouse, _router),
        CatalogSettings.Rest => new RestCatalog(RestOptions(), _router, Storage),
        var other => throw IcebergRules.InvalidCatalog.Error(
            null,
            $"There is no catalog of type '{other}'.",
            Spelling.Hint(other, [CatalogSettings.FileSystem, CatalogSettings.Jdbc, CatalogSettings.Rest]) ?? "use filesystem, jdbc or rest"),
    };

    private JdbcOptions JdbcOptions() => new(Settings.Required("uri"), Settings["name"] ?? "lake") { User = Settings["user"], Password = Settings["password"] };

    private RestOptions RestOptions() => new(Settings.Required("uri"))
    {
        Warehouse = Settings["warehouse"],
        Token = Settings["token"],
        Credential = Settings["credential"],
        Scope = Settings["scope"] ?? "catalog",
        TokenUri = Settings["oauth2-server-uri"],
        Properties = Settings["prefix"] is { } prefix ? Settings.Properties.Clear().Add("prefix", prefix) : Settings.Properties.Clear(),
    };
}
