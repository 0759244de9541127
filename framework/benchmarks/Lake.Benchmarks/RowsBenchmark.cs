using System.Globalization;

namespace Lake.Benchmarks;

/// <summary>
/// A comparison over many rows in a temporary folder. Each measured run has a process of its own: the program calls
/// itself with <c>--child kind folder</c>.
/// </summary>
internal static class RowsBenchmark
{
    /// <param name="arguments">The number of rows, 10 million when absent.</param>
    /// <param name="child">Makes one run of a kind in a folder.</param>
    /// <param name="compare">Compares in a folder over so many rows; gives the exit code.</param>
    public static int Run(string[] arguments, Func<string, string, Measure> child, Func<string, long, int> compare)
    {
        if (arguments is ["--child", var kind, var folder])
        {
            child(kind, folder).Report();
            return 0;
        }

        var rows = arguments is [var text] ? long.Parse(text, CultureInfo.InvariantCulture) : 10_000_000;
        var work = Directory.CreateTempSubdirectory("lake-benchmark-").FullName;
        try
        {
            return compare(work, rows);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
