namespace Lake.Benchmarks;

/// <summary>What a benchmark is given on the command line.</summary>
internal static class Options
{
    /// <summary>What follows a name; null without it.</summary>
    public static string? Find(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
