using System.Globalization;

namespace Lake.Demo;

/// <param name="Folder">Where to write.</param>
/// <param name="Days">1, 2 or both.</param>
/// <param name="Scale">1 is what the repository holds.</param>
public sealed record DemoArguments(string Folder, IReadOnlyList<int> Days, double Scale)
{
    public const string Usage =
        """
        Writes the raw files of the demo lakehouse: the same for the same scale, always and everywhere.

        usage: dotnet run --project framework/Lake.Demo -c Release -- [--out DIR] [--day 1|2|all] [--scale N]

          --out DIR   where to write (default: project)
          --day 1     the first delivery, into DIR/data and DIR/seeds
          --day 2     the second delivery, into the same folders
          --day all   the first into DIR, the second set aside in DIR/day_two (default: what the repository holds)
          --scale N   how much; 100 gives about 24,000 people and 70,000 orders (default: 1)
        """;

    /// <summary>Null, with the reason, when the arguments make no sense.</summary>
    public static DemoArguments? Parse(IReadOnlyList<string> args, out string problem)
    {
        var parsed = new DemoArguments("project", [1, 2], 1);
        problem = "";
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var next = (args[i], value) switch
            {
                ("--out", { Length: > 0 }) => (DemoArguments?)(parsed with { Folder = value }),
                ("--day", "1") => parsed with { Days = [1] },
                ("--day", "2") => parsed with { Days = [2] },
                ("--day", "all") => parsed with { Days = [1, 2] },
                ("--scale", _) when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0 =>
                    parsed with { Scale = scale },
                _ => null,
            };
            if (next is null)
            {
                problem = $"'{args[i]} {value}' is not understood";
                return null;
            }

            parsed = next;
        }

        return parsed;
    }
}
