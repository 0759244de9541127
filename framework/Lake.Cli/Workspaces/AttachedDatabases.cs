using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Sessions;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Cli.Workspaces;

/// <summary>The <c>attach</c> of a target, as in dbt-duckdb.</summary>
internal static class AttachedDatabases
{
    /// <summary>Without those that are not there yet, and without one that goes by the name of the lakehouse.</summary>
    /// <param name="folder">What paths are relative to.</param>
    public static ImmutableArray<AttachedDatabase> Of(Target target, string folder) =>
    [
        .. (target.Output.Find("attach") as ValueList ?? ValueList.Empty).OfType<ValueMap>()
            .Select(entry => Read(entry, folder))
            .OfType<AttachedDatabase>()
            .Where(database => !string.Equals(database.Alias, target.Database, StringComparison.OrdinalIgnoreCase)),
    ];

    private static AttachedDatabase? Read(ValueMap entry, string folder)
    {
        var path = Text(entry.Find("path"));
        var type = Text(entry.Find("type"));
        var isFile = type.ToLowerInvariant() is "" or "duckdb" or "sqlite" && !path.Contains(':', StringComparison.Ordinal);
        if (isFile)
        {
            path = Path.GetFullPath(path, folder);
        }

        if (path.Length == 0 || (isFile && !File.Exists(path)))
        {
            return null;
        }

        var alias = Text(entry.Find("alias"));
        return new AttachedDatabase(path, alias.Length > 0 ? alias : Path.GetFileNameWithoutExtension(path), Options(entry));
    }

    private static ImmutableSortedDictionary<string, string> Options(ValueMap entry) =>
        EngineFactory.Texts((entry.Find("options") as ValueMap ?? ValueMap.Empty)
            .Concat(entry.Where(pair => pair.Key is "type" or "secret"))
            .Select(pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value))
            .Where(pair => pair.Key != "READ_ONLY"));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
