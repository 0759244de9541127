using System.Globalization;

namespace Lake.Project.Nodes;

/// <summary>Versions of models: numbers or names.</summary>
public static class Versions
{
    /// <summary>Compared by their text: <c>v=1</c> and <c>v='1'</c> are one.</summary>
    public static bool Same(object? first, object? second) =>
        first is not null && second is not null && Text(first) == Text(second);

    public static string Text(object version) => Convert.ToString(version, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Numbers by value, and before names.</summary>
    public static int Compare(object first, object second)
    {
        var (a, b) = (Number(first), Number(second));
        return (a, b) switch
        {
            ({ } x, { } y) => x.CompareTo(y),
            (null, null) => string.CompareOrdinal(Text(first), Text(second)),
            (null, _) => 1,
            (_, null) => -1,
        };
    }

    private static double? Number(object version) =>
        double.TryParse(Text(version), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
