using Lake.Project.Settings;
using Lake.Testing;

namespace Lake.Project.Tests.Caching;

/// <summary>
/// A project whose files, variables and environment change at random. In its text a file that comes several times has
/// several contents to choose from, and may be missing where one of them is <c>(missing)</c>; files named <c>$vars</c>
/// and <c>$env</c> stand for the command line's variables and for the environment.
/// </summary>
internal sealed class EditedProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Path, List<string> Contents)> _files;
    private readonly Dictionary<string, string> _now = new(StringComparer.Ordinal);
    private readonly Random _random;
    private DateTime _clock = DateTime.UtcNow.AddDays(-3);
    private byte[] _cache = [];

    public EditedProject(string text, int seed)
    {
        _random = new Random(seed);
        _files = [.. ("\n" + text.ReplaceLineEndings("\n")).Split("\n--- ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => (Path: part[..part.IndexOf('\n', StringComparison.Ordinal)].Trim(), Content: part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]))
            .GroupBy(f => f.Path, f => f.Content, StringComparer.Ordinal).Select(g => (g.Key, g.ToList()))];
        foreach (var (path, contents) in _files)
        {
            Set(path, contents[0]);
        }
    }

    public string Directory => _folder.Path;

    /// <summary>In how many steps the cache was good enough to be left as it was.</summary>
    public int Kept { get; private set; }

    public ProjectOptions Options => new()
    {
        WorkingDirectory = _folder.Path,
        Vars = _now["$vars"].Trim(),
        Environment = new Dictionary<string, string> { ["LAYER"] = _now["$env"].Trim() },
        InvocationId = "00000000-0000-0000-0000-000000000000",
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    /// <returns>What was changed.</returns>
    public string Edit()
    {
        var file = Path.Combine(_folder.Path, "target", "parse.cache");
        var cache = File.Exists(file) ? File.ReadAllBytes(file) : [];
        Kept += cache.Length > 0 && cache.AsSpan().SequenceEqual(_cache) ? 1 : 0;
        _cache = cache;
        var edits = new List<string>();
        for (var left = _random.Next(1, 3); left > 0; left--)
        {
            var (path, contents) = _files[_random.Next(_files.Count)];
            var choice = _random.Next(contents.Count);
            edits.Add($"{path} #{choice}");
            Set(path, contents[choice]);
        }

        return string.Join(", ", edits);
    }

    public void Dispose() => _folder.Dispose();

    private void Set(string path, string content)
    {
        _now[path] = content;
        if (path.StartsWith('$'))
        {
            return;
        }

        if (content.Trim() == "(missing)")
        {
            File.Delete(_folder[path]);
            return;
        }

        _folder.Write(path, content);
        if (_random.Next(4) > 0)
        {
            // Old enough for its stamp to be trusted.
            File.SetLastWriteTimeUtc(_folder[path], _clock = _clock.AddMinutes(1));
        }
    }
}
