using System.Text.RegularExpressions;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.GenericTests;

/// <summary>dbt's names and ids of generic tests, to the character: other tools store them.</summary>
internal static partial class TestNaming
{
    private const int LongestAlias = 64;
    private const int HashLength = 10;

    /// <summary>The short name for files and aliases, and the full one for ids.</summary>
    public static (string Short, string Full) Names(string testType, string targetName, ValueMap arguments)
    {
        var parts = arguments.Where(a => a.Key != "model").OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value switch
        {
            ValueMap map => map.Values,
            ValueList list => list,
            var single => [single],
        });
        var unique = string.Join("__", parts.Select(p => NotInName().Replace(PlainValues.Text(p), "_")));
        var identifier = $"{testType}_{targetName}";
        var full = $"{identifier}_{unique}";
        return full.Length < LongestAlias
            ? (full, full)
            : ($"{(identifier.Length > 30 ? identifier[..30] : identifier)}_{Checksum.Md5(full)}", full);
    }

    /// <summary>The last part of a test's unique id.</summary>
    public static string Hash(string name, string? testNamespace, string testName, ValueMap kwargs)
    {
        var metadata = new ValueMap([new("kwargs", kwargs), new("name", testName), new("namespace", testNamespace)]);
        return Checksum.Md5(name + PlainValues.Repr(Hashable(metadata)))[^HashLength..];
    }

    /// <summary>Keys sorted, every scalar as its text.</summary>
    private static object? Hashable(object? value) => value switch
    {
        ValueMap map => new ValueMap(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Hashable(p.Value)))),
        ValueList list => new ValueList(list.Select(Hashable)),
        var scalar => PlainValues.Text(scalar),
    };

    [GeneratedRegex("[^0-9a-zA-Z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInName();
}
