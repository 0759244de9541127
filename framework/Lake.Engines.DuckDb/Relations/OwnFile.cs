using System.Text.RegularExpressions;

namespace Lake.Engines.DuckDb.Relations;

/// <summary>
/// The names of data files that are written here. Snapshots tell who has written a table only as long as they are kept,
/// and a rewrite by somebody else lets rows keep their age; the name of a file stays.
/// </summary>
internal static partial class OwnFile
{
    /// <summary>Names sort by time of writing and never repeat.</summary>
    public static string NewName(int number = 0) => FormattableString.Invariant($"{number:00000}-0-{Guid.CreateVersion7()}");

    /// <summary>Whether a file has such a name, or lies in a folder that has one, as those do that DuckDB parts itself.</summary>
    public static bool Is(string location) => Pattern.IsMatch(location);

    /// <summary>Others use random numbers where ours begin with the time, which their seventh group of four bits tells.</summary>
    [GeneratedRegex("/[0-9]{5}-0-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}(/[^/]+)?[.]parquet$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
