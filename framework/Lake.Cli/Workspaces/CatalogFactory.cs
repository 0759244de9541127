using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Connections;
using Lake.Iceberg;
using Lake.Iceberg.Opening;
using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Cli.Workspaces;

/// <summary>The catalog that <c>catalog:</c> of the project file, and over it that of the target, asks for.</summary>
internal static class CatalogFactory
{
    /// <summary>Nothing is connected to yet.</summary>
    public static OpenCatalog Open(Workspace workspace)
    {
        var settings = Settings(workspace);
        return OpenCatalog.Open(settings, Warehouse(workspace));
    }

    /// <summary>How data in object storage is read; null by copies in the cache, with the reason.</summary>
    public static RemoteReading? PrepareReading(OpenCatalog opened, out string? problem)
    {
        problem = null;
        if (!opened.MayBeRemote)
        {
            return null;
        }

        if (opened.Settings.HttpFs?.Equals("false", StringComparison.OrdinalIgnoreCase) == true)
        {
            problem = "the settings say so";
            return null;
        }

        var reading = RemoteReading.TryPrepare(
            opened.Settings.HttpFs is { } path && !path.Equals("true", StringComparison.OrdinalIgnoreCase) ? path : null, opened.Storage.Options, out problem);
        opened.IsReadByOthers = reading is not null;
        return reading;
    }

    private static CatalogSettings Settings(Workspace workspace)
    {
        var written = Flatten("", workspace.Settings.Catalog ?? ValueMap.Empty)
            .Concat(Flatten("", workspace.Target.On("duckdb").Output.Find("catalog") as ValueMap ?? ValueMap.Empty));
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in written)
        {
            if (CatalogKeys.Catalog.Find(name) is null)
            {
                throw IcebergRules.InvalidCatalog.Error(
                    null, $"'{name}' is no setting of a catalog.",
                    Spelling.Hint(name, CatalogKeys.Catalog.Names) ?? $"there are: {string.Join(", ", CatalogKeys.Catalog.Keys.Select(k => k.Name))}");
            }

            properties[name] = name == "warehouse" && !value.Contains("://", StringComparison.Ordinal)
                ? LocalPath.ToLocation(Path.GetFullPath(value, workspace.Settings.Directory))
                : value;
        }

        return new CatalogSettings(properties.ToImmutable());
    }

    /// <summary><c>s3: {access_key_id: …}</c> is <c>s3.access-key-id</c>.</summary>
    private static IEnumerable<(string Name, string Value)> Flatten(string prefix, ValueMap map) => map.SelectMany(pair =>
    {
        var name = prefix + pair.Key.Replace('_', '-');
        return pair.Value switch
        {
            null => [],
            ValueMap inner => Flatten(name + ".", inner),
            bool flag => [(name, flag ? "true" : "false")],
            var value => [(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")],
        };
    });

    /// <summary>With scheme. Fails when there can be no folder of that name.</summary>
    private static string Warehouse(Workspace workspace)
    {
        var path = workspace.WarehousePath;
        var place = workspace.Settings.WarehousePlace;
        return S3Location.IsS3(path) ? path
            : path.Contains("://", StringComparison.Ordinal) && !path.StartsWith("file://", StringComparison.Ordinal)
                ? throw IcebergRules.UnsupportedLocation.Error(
                    place, $"the warehouse '{path}' is neither a local folder nor in object storage", "name a folder, relative to the project file or absolute, or s3://bucket/…")
            : File.Exists(path)
                ? throw IcebergRules.WarehouseUnwritable.Error(place, $"the warehouse {path} is a file", "remove it, or name another folder with 'warehouse:' in the project file")
                : LocalPath.ToLocation(LocalPath.FromLocation(path));
    }
}
