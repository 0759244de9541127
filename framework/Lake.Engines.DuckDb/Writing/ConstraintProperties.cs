using System.Collections.Immutable;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// Constraints of a table, for rows that are written here. Iceberg has no place for them, so properties of the table
/// keep them under their names: a check as its condition, a key as its columns.
/// </summary>
internal static class ConstraintProperties
{
    public const string Check = "lake.check.";
    public const string Unique = "lake.unique.";

    /// <summary>A reference to another table is written down, and nothing more.</summary>
    public const string Reference = "lake.reference.";

    /// <summary>A column that is computed when a row is written.</summary>
    public const string Generated = "lake.generated.";

    private static readonly string[] Prefixes = [Check, Unique, Reference, Generated];

    public static IEnumerable<string> In(ImmutableSortedDictionary<string, string> properties) =>
        properties.Keys.Where(key => Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The property of a constraint of that name.</summary>
    public static string? Find(ImmutableSortedDictionary<string, string> properties, string name) =>
        In(properties).FirstOrDefault(key => string.Equals(NameOf(key), name, StringComparison.OrdinalIgnoreCase));

    public static string NameOf(string property) => Prefixes.First(property.StartsWith) is var prefix ? property[prefix.Length..] : property;

    /// <summary>Name and condition.</summary>
    public static IEnumerable<(string Name, string Condition)> Checks(ImmutableSortedDictionary<string, string> properties) =>
        properties.Where(p => p.Key.StartsWith(Check, StringComparison.Ordinal)).Select(p => (p.Key[Check.Length..], p.Value));

    /// <summary>Name and columns of each key.</summary>
    public static IEnumerable<(string Name, ImmutableArray<string> Columns)> Keys(ImmutableSortedDictionary<string, string> properties) =>
        properties.Where(p => p.Key.StartsWith(Unique, StringComparison.Ordinal)).Select(p => (p.Key[Unique.Length..], Names(p.Value).ToImmutableArray()));

    /// <summary>Column and expression of each computed column.</summary>
    public static IEnumerable<(string Column, string Expression)> Computed(ImmutableSortedDictionary<string, string> properties) =>
        properties.Where(p => p.Key.StartsWith(Generated, StringComparison.Ordinal)).Select(p => (p.Key[Generated.Length..], p.Value));

    public static string KeyOf(IEnumerable<string> columns) => string.Join(", ", columns.Select(SqlText.Identifier));

    /// <summary>The name of a constraint that rests on the column.</summary>
    public static string? On(ImmutableSortedDictionary<string, string> properties, string column) => In(properties)
        .Where(key => !key.StartsWith(Reference, StringComparison.Ordinal) && Names(properties[key]).Contains(column, StringComparer.OrdinalIgnoreCase))
        .Select(NameOf)
        .FirstOrDefault();

    public static IEnumerable<string> Names(string text) =>
        SqlLexer.Tokenize(new SourceFile("constraint", text)).Tokens.Where(t => t.IsIdentifier).Select(t => t.Name);
}
