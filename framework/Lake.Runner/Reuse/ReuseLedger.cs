using System.Collections.Concurrent;
using System.Text.Json;
using Lake.Runner.Artifacts;

namespace Lake.Runner.Reuse;

/// <summary>
/// What views, incremental models and tests were made of when they were last found as they should be, in a file of the
/// target folder. Whoever deletes it, or lacks it, has them run once more.
/// </summary>
/// <param name="prefix">Tells the targets of a project apart.</param>
internal sealed class ReuseLedger(TargetFiles files, string prefix)
{
    private const string File = "reuse.json";

    private readonly Lazy<ConcurrentDictionary<string, string>> _marks = new(() => Read(Path.Combine(files.Folder, File)));
    private volatile bool _isChanged;

    /// <summary>Null where there is none.</summary>
    public string? Find(string uniqueId) => _marks.Value.GetValueOrDefault(Key(uniqueId));

    public void Set(string uniqueId, string mark)
    {
        _marks.Value[Key(uniqueId)] = mark;
        _isChanged = true;
    }

    /// <summary>Keeps what nodes of the project are marked with, and of other targets everything.</summary>
    /// <param name="isNode">Whether the project has such a node.</param>
    public void Save(Func<string, bool> isNode)
    {
        if (!_isChanged)
        {
            return;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (key, mark) in _marks.Value.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                if (!key.StartsWith(Key(""), StringComparison.Ordinal) || isNode(key[Key("").Length..]))
                {
                    json.WriteString(key, mark);
                }
            }

            json.WriteEndObject();
        }

        files.Write(File, System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private string Key(string uniqueId) => $"{prefix} {uniqueId}";

    private static ConcurrentDictionary<string, string> Read(string path)
    {
        var marks = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (System.IO.File.Exists(path))
            {
                using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
                foreach (var mark in json.RootElement.EnumerateObject())
                {
                    marks[mark.Name] = mark.Value.GetString() ?? "";
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Not to know what may be left alone only costs time.
            marks.Clear();
        }

        return marks;
    }
}
