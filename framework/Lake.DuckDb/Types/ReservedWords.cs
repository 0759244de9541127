using System.Collections.Frozen;

namespace Lake.DuckDb.Types;

/// <summary>Words that DuckDB quotes when it prints a name.</summary>
internal static class ReservedWords
{
    private static readonly FrozenSet<string> Words = new[] { "select" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
