using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Opening;

/// <summary>
/// Which catalog, and how to reach it and its files: properties by the names that Iceberg's other libraries have for
/// them, such as <c>type</c>, <c>uri</c>, <c>warehouse</c>, <c>s3.endpoint</c>.
/// </summary>
public sealed record CatalogSettings(ImmutableSortedDictionary<string, string> Properties)
{
    public const string FileSystem = "filesystem";
    public const string Jdbc = "jdbc";
    public const string Rest = "rest";

    private static readonly (string Suffix, int Shift)[] Units = [("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10), ("B", 0)];

    public string Type => this["type"]?.ToLowerInvariant() ?? FileSystem;

    public string? this[string name] => Properties.GetValueOrDefault(name);

    /// <summary>DuckDB's <c>httpfs</c>: a path, or <c>false</c> to do without; null to take it if DuckDB has it or can get it.</summary>
    public string? HttpFs => this["httpfs"];

    public FileCache NewCache() => new(this["cache.path"] ?? FileCache.DefaultFolder, this["cache.limit"] is { } limit ? Bytes(limit) : FileCache.DefaultLimit);

    /// <summary>Fails with <see cref="IcebergRules.InvalidCatalog"/>.</summary>
    public string Required(string name) => this[name] ?? throw IcebergRules.InvalidCatalog.Error(
        null, $"A catalog of type '{Type}' needs '{name}'.", $"write {name}: under catalog:");

    private static long Bytes(string text)
    {
        var (suffix, shift) = Units.FirstOrDefault(u => text.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase));
        return double.TryParse(text[..^(suffix?.Length ?? 0)].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (long)(number * (1L << shift))
            : throw IcebergRules.InvalidCatalog.Error(null, $"'{text}' is no size for 'cache.limit'.", "write a number and a unit, such as 20GB");
    }
}
