using System.Security.Cryptography;

namespace Lake.Jinja.Values;

/// <summary>Random numbers, with a count of them: what asked for one may give something else the next time.</summary>
public static class Chance
{
    [ThreadStatic]
    private static long _draws;

    /// <summary>How many this thread has asked for.</summary>
    public static long Draws => _draws;

    internal static int Next(int below) => Next(0, below);

    internal static int Next(int from, int below)
    {
        _draws++;
        return RandomNumberGenerator.GetInt32(from, below);
    }
}
