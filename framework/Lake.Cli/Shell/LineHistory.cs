namespace Lake.Cli.Shell;

/// <summary>What was entered before, in this session and earlier ones.</summary>
/// <param name="file">One entry a line, breaks written as <c>\n</c> and backslashes twice; null keeps nothing.</param>
internal sealed class LineHistory(string? file)
{
    private const int Most = 1000;

    private readonly List<string> _entries = [.. Read(file)];
    private int _at;
    private string _draft = "";
    private string _sought = "";
    private string? _found;

    public void Rewind() => _at = _entries.Count;

    /// <param name="current">What stands in the line; it comes back behind the newest entry.</param>
    public string Older(string current)
    {
        if (_at == _entries.Count)
        {
            _draft = current;
        }

        _at = Math.Max(0, _at - 1);
        return Current;
    }

    public string Newer()
    {
        _at = Math.Min(_entries.Count, _at + 1);
        return Current;
    }

    /// <summary>The next older entry with what was typed in it; null when there is none.</summary>
    /// <param name="current">What stands in the line; what was found the last time goes on with that search.</param>
    public string? Seek(string current)
    {
        _sought = current == _found ? _sought : current;
        for (var i = _at - 1; i >= 0; i--)
        {
            if (_entries[i].Contains(_sought, StringComparison.OrdinalIgnoreCase) && _entries[i] != current)
            {
                _at = i;
                return _found = _entries[i];
            }
        }

        return null;
    }

    public void Add(string entry)
    {
        if (entry.Trim().Length > 0 && (_entries.Count == 0 || _entries[^1] != entry))
        {
            _entries.Add(entry);
            Save();
        }
    }

    private string Current => _at < _entries.Count ? _entries[_at] : _draft;

    private static string ReadEntry(string line) => string.Join('\\', line.Split(@"\\").Select(part => part.Replace(@"\n", "\n", StringComparison.Ordinal)));

    private static List<string> Read(string? file)
    {
        try
        {
            return file is not null && File.Exists(file) ? File.ReadLines(file).Select(ReadEntry).ToList() : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A history that cannot be kept is only for this session.</summary>
    private void Save()
    {
        if (file is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? ".");
            File.WriteAllLines(file, _entries.TakeLast(Most).Select(entry => entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _entries.RemoveRange(0, Math.Max(0, _entries.Count - Most));
        }
    }
}
