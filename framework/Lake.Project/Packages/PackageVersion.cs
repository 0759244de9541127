using System.Globalization;
using System.Text.RegularExpressions;

namespace Lake.Project.Packages;

/// <summary>A semantic version: <c>1.2.3</c>, <c>1.2.3-rc.1</c>.</summary>
internal readonly partial record struct PackageVersion(int Major, int Minor, int Patch, string? Prerelease) : IComparable<PackageVersion>
{
    public static PackageVersion? Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new PackageVersion(Number(match, "major"), Number(match, "minor"), Number(match, "patch"), match.Groups["pre"] is { Success: true } pre ? pre.Value : null)
            : null;
    }

    public int CompareTo(PackageVersion other)
    {
        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : (Prerelease, other.Prerelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (a, b) => ComparePrereleases(a.Split('.'), b.Split('.')),
        };
    }

    public override string ToString() => $"{Major}.{Minor}.{Patch}" + (Prerelease is null ? "" : "-" + Prerelease);

    /// <summary>Numbers by value and below words, as the standard has it.</summary>
    private static int ComparePrereleases(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = (int.TryParse(a[i], CultureInfo.InvariantCulture, out var x), int.TryParse(b[i], CultureInfo.InvariantCulture, out var y)) switch
            {
                (true, true) => x.CompareTo(y),
                (true, false) => -1,
                (false, true) => 1,
                (false, false) => string.CompareOrdinal(a[i], b[i]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*v?(?<major>\d{1,9})(?:\.(?<minor>\d{1,9}))?(?:\.(?<patch>\d{1,9}))?(?:-?(?<pre>[A-Za-z][\w.-]*|(?<=-)\d[\w.-]*))?(?:\+[\w.-]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
