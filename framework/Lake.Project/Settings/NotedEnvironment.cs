using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Settings;

/// <summary>Environment variables that remember which of them were asked for by name.</summary>
internal sealed class NotedEnvironment(IReadOnlyDictionary<string, string> variables) : IReadOnlyDictionary<string, string>
{
    private readonly ConcurrentDictionary<string, string?> _asked = new(StringComparer.Ordinal);

    /// <summary>With their values; null for those that are not set.</summary>
    public IReadOnlyDictionary<string, string?> Asked => _asked;

    public int Count => variables.Count;

    public IEnumerable<string> Keys => variables.Keys;

    public IEnumerable<string> Values => variables.Values;

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The variable '{key}' is not set.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var found = variables.TryGetValue(key, out value);
        _asked[key] = found ? value : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => variables.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
