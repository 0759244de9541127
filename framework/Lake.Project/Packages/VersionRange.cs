using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Lake.Project.Packages;

/// <summary>Conditions that a version must meet, all of them: <c>&gt;=1.0.0</c>, <c>&lt;2.0.0</c>; a bare version means that one.</summary>
internal sealed partial record VersionRange(ImmutableArray<(string Operator, PackageVersion Version)> Conditions)
{
    public bool AsksForPrerelease => Conditions.Any(c => c.Version.Prerelease is not null);

    /// <summary>Null, and the condition that is none, when one cannot be read.</summary>
    public static VersionRange? Parse(IEnumerable<string> texts, out string wrong)
    {
        var conditions = ImmutableArray.CreateBuilder<(string, PackageVersion)>();
        foreach (var text in texts.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var match = Form().Match(text);
            if (!match.Success || PackageVersion.Parse(match.Groups[2].Value) is not { } version)
            {
                wrong = text;
                return null;
            }

            conditions.Add((match.Groups[1].Value, version));
        }

        wrong = "";
        return new VersionRange(conditions.ToImmutable());
    }

    public bool Holds(PackageVersion version) => Conditions.All(c => c.Operator switch
    {
        ">=" => version.CompareTo(c.Version) >= 0,
        "<=" => version.CompareTo(c.Version) <= 0,
        ">" => version.CompareTo(c.Version) > 0,
        "<" => version.CompareTo(c.Version) < 0,
        "!=" => version.CompareTo(c.Version) != 0,
        _ => version.CompareTo(c.Version) == 0,
    });

    public override string ToString() => string.Join(',', Conditions.Select(c => c.Operator + c.Version));

    [GeneratedRegex(@"^\s*(>=|<=|!=|>|<|==|=)?\s*(\S+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
