using System.Text.RegularExpressions;

namespace Lake.House.Tests;

/// <summary>The floors of a library from the top down: a folder uses only what stands below it, or beside it in one row.</summary>
internal sealed partial record Floors(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public IEnumerable<string> Folders => Rows.SelectMany(r => r);

    /// <summary>Reads the table below <c>## Floors of LIBRARY</c>; its first column names the folders. Null without such a table.</summary>
    public static Floors? Read(string markdown, string library)
    {
        var lines = markdown.Split('\n').Select(l => l.Trim()).ToList();
        var start = lines.FindIndex(l => l.TrimStart('#').Trim().Replace("`", "", StringComparison.Ordinal) == $"Floors of {library}");
        return start < 0
            ? null
            : new([.. lines.Skip(start + 1)
                .TakeWhile(l => !l.StartsWith('#'))
                .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
                .Select(l => (IReadOnlyList<string>)[.. Quoted().Matches(l.Split('|')[1]).Select(m => m.Groups[1].Value)])]);
    }

    /// <summary>A picture of each use that points up: what uses it, and the way back down that makes it a circle.</summary>
    public IEnumerable<string> Broken(IReadOnlyList<FolderUse> uses) =>
        uses.Where(PointsUp)
            .GroupBy(u => (u.From, u.To))
            .Select(g => string.Join('\n', [
                $"{g.Key.From} uses {g.Key.To}, which stands above it:",
                .. g.Select(Draw),
                .. WayBack(uses, g.Key.To, g.Key.From),
            ]));

    private bool PointsUp(FolderUse use) => Row(use.To) < Row(use.From);

    private int Row(string folder) => Rows.TakeWhile(r => !r.Contains(folder)).Count();

    private static IEnumerable<string> WayBack(IReadOnlyList<FolderUse> uses, string from, string to) =>
        Path(uses, from, to) is { } path
            ? path.Zip(path.Skip(1)).SelectMany(step => uses
                .Where(u => (u.From, u.To) == step)
                .Take(5)
                .Select(Draw)
                .Prepend($"  and {step.First} uses {step.Second}:"))
            : ["  there is no way back: the order of the table is wrong, not the code"];

    private static string Draw(FolderUse use) => $"    {use.File}: {use.Type}";

    /// <summary>The shortest chain of uses between two folders.</summary>
    private static List<string>? Path(IReadOnlyList<FolderUse> uses, string from, string to)
    {
        var cameFrom = new Dictionary<string, string> { [from] = from };
        var waiting = new Queue<string>([from]);
        while (waiting.TryDequeue(out var folder) && folder != to)
        {
            foreach (var next in uses.Where(u => u.From == folder).Select(u => u.To).Where(next => cameFrom.TryAdd(next, folder)))
            {
                waiting.Enqueue(next);
            }
        }

        return cameFrom.ContainsKey(to) ? Trace(cameFrom, from, to) : null;
    }

    private static List<string> Trace(Dictionary<string, string> cameFrom, string from, string to)
    {
        var path = new List<string> { to };
        while (path[0] != from)
        {
            path.Insert(0, cameFrom[path[0]]);
        }

        return path;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
