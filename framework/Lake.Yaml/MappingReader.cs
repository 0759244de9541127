using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml.Keys;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Yaml;

/// <summary>
/// Reads a mapping key by key into typed values; a value of the wrong type is read as if it were missing. By the keys
/// that the mapping may have, it reads and says nothing, for <see cref="KeyCheck"/> says what is wrong, and to ask for
/// a key that is not defined, or for a type that it never has, is a fault of the program. Without them it reports
/// wrong types itself, and <see cref="ReportUnknown"/> at the end names the keys that nobody asked for.
/// </summary>
public sealed class MappingReader
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Action<Diagnostic> _report;
    private readonly KeySet? _keys;

    /// <param name="mapping">What to read.</param>
    /// <param name="keys">What may be in it.</param>
    public MappingReader(YamlMapping mapping, KeySet keys)
    {
        (Mapping, _keys, _report) = (mapping, keys, _ => { });
        What = mapping.Find("name")?.Value is YamlScalar { Text: var name } ? $"the {keys.Name} '{name}'" : $"the {keys.Name}";
    }

    /// <param name="mapping">What to read.</param>
    /// <param name="report">Where diagnostics go.</param>
    /// <param name="what">What the mapping describes, for messages: <c>the model 'orders'</c>.</param>
    /// <param name="keys">What may be in it; null: what is asked for.</param>
    public MappingReader(YamlMapping mapping, Action<Diagnostic> report, string what, KeySet? keys = null)
    {
        (Mapping, _report, What, _keys) = (mapping, report, what, keys);
    }

    public YamlMapping Mapping { get; }

    public string What { get; }

    /// <summary>The value of the key as it stands; null when missing or null.</summary>
    public YamlNode? Any(string key)
    {
        Ask(key);
        return Mapping.Find(key)?.Value is { } value and not YamlScalar { Value: null } ? value : null;
    }

    public bool Has(string key)
    {
        Ask(key);
        return Mapping.Find(key) is not null;
    }

    /// <summary>Keys that are allowed but read elsewhere or not at all.</summary>
    public MappingReader Allow(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            _known.Add(key);
        }

        return this;
    }

    public string? Text(string key) => Typed(key, ScalarKinds.Text) switch
    {
        null => null,
        YamlScalar { Value: string or DateOnly or DateTime or DateTimeOffset } scalar => scalar.Text,
        var other => Wrong<string>(key, other, "text"),
    };

    /// <summary>Any single value.</summary>
    public YamlScalar? Scalar(string key) => Any(key) switch
    {
        null => null,
        YamlScalar scalar => scalar,
        var other => Wrong<YamlScalar>(key, other, "text"),
    };

    /// <summary>Text, or a number or date as it was written.</summary>
    public string? TextOrNumber(string key) => Typed(key, ScalarKinds.Integer) switch
    {
        null => null,
        YamlScalar { Value: not bool } scalar => scalar.Text,
        var other => Wrong<string>(key, other, "text or a number"),
    };

    /// <summary>Reports a key that is missing or empty.</summary>
    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && Any(key) is null)
        {
            var place = Mapping.Entries.Length > 0 ? Mapping.Entries[0].Key.Location : Mapping.Location;
            _report(YamlRules.MissingKey.At(place, $"{What} has no '{key}'", $"add '{key}: …'"));
        }

        return text;
    }

    public bool? Boolean(string key) => Typed(key, ScalarKinds.Boolean) switch
    {
        null => null,
        YamlScalar { Value: bool value } => value,
        var other => Wrong<bool?>(key, other, "true or false"),
    };

    public long? Integer(string key) => Typed(key, ScalarKinds.Integer) switch
    {
        null => null,
        YamlScalar { Value: long value } => value,
        var other => Wrong<long?>(key, other, "a whole number"),
    };

    public YamlMapping? Map(string key) => Any(key) switch
    {
        null => null,
        YamlMapping map => map,
        var other => Wrong<YamlMapping>(key, other, "a mapping (indented 'key: value' lines)"),
    };

    public YamlSequence? List(string key) => Any(key) switch
    {
        null => null,
        YamlSequence list => list,
        var other => Wrong<YamlSequence>(key, other, "a list (lines that begin with '- ')"),
    };

    /// <summary>The mappings of a list; other items are reported.</summary>
    public ImmutableArray<YamlMapping> Maps(string key)
    {
        var maps = ImmutableArray.CreateBuilder<YamlMapping>();
        foreach (var item in List(key)?.Items ?? [])
        {
            if (item is YamlMapping map)
            {
                maps.Add(map);
            }
            else
            {
                _report(YamlRules.WrongType.At(
                    item.Location, $"each item of '{key}' in {What} must be a mapping, not {item.Described}",
                    "write it as '- name: …' with further keys indented below"));
            }
        }

        return maps.ToImmutable();
    }

    /// <summary>A reader for each mapping of a list.</summary>
    public IEnumerable<MappingReader> Readers(string key) =>
        KeysOf(key) is { } inner ? Maps(key).Select(map => new MappingReader(map, inner)) : throw Undefined(key);

    /// <summary>A reader for the mapping behind the key; null when there is none.</summary>
    public MappingReader? Reader(string key) =>
        KeysOf(key) is not { } inner ? throw Undefined(key) : Map(key) is { } map ? new MappingReader(map, inner) : null;

    /// <summary>A list of texts, or one text; null when the key is missing.</summary>
    public ImmutableArray<string>? Texts(string key)
    {
        switch (Any(key))
        {
            case null:
                return null;
            case YamlScalar { Value: string single }:
                return [single];
            case YamlSequence list:
                return [.. list.Items.Select(item => TextItem(key, item)).OfType<string>()];
            case var other:
                Wrong<object>(key, other, "text or a list of texts");
                return null;
        }
    }

    /// <summary>Reports each key that was not asked for, with the likeliest known one.</summary>
    public void ReportUnknown(string? hint = null)
    {
        foreach (var entry in Mapping.Entries)
        {
            if (!_known.Contains(entry.Key.Text) && _keys?.Find(entry.Key.Text) is null)
            {
                _report(YamlRules.UnknownKey.At(
                    entry.Key.Location, $"{What} has an unknown key '{entry.Key.Text}'",
                    Spelling.Hint(entry.Key.Text, _known.Concat(_keys?.Names ?? [])) ?? hint ?? "remove it, or move data of your own under 'config: meta:'"));
            }
        }
    }

    private void Ask(string key)
    {
        if (_keys is null)
        {
            _known.Add(key);
        }
        else if (_keys.Find(key) is null)
        {
            throw Undefined(key);
        }
    }

    private YamlNode? Typed(string key, ScalarKinds kind) => _keys?.Find(key) is { } known && !known.Shape.Takes(kind) ? throw Undefined(key) : Any(key);

    private KeySet? KeysOf(string key) => _keys?.Find(key)?.Shape.Inner;

    private InvalidOperationException Undefined(string key) => new($"'{key}' of a {_keys?.Name} is read, and not defined so");

    private string? TextItem(string key, YamlNode item)
    {
        if (item is YamlScalar { Value: string text })
        {
            return text;
        }

        _report(YamlRules.WrongType.At(item.Location, $"each item of '{key}' in {What} must be text, not {item.Described}", "put quotes around it"));
        return null;
    }

    private T? Wrong<T>(string key, YamlNode value, string expected)
    {
        _report(YamlRules.WrongType.At(
            value.Location, $"'{key}' in {What} must be {expected}, not {value.Described}",
            Remedy(key, value, expected)));
        return default;
    }

    private static string Remedy(string key, YamlNode value, string expected) => expected switch
    {
        _ when expected.StartsWith("text", StringComparison.Ordinal) => value is YamlScalar ? "put quotes around it" : $"write one value behind '{key}:'",
        _ when expected.StartsWith("a mapping", StringComparison.Ordinal) => $"write '{key}:' and, indented below it, lines such as 'name: value'",
        _ when expected.StartsWith("a list", StringComparison.Ordinal) => $"write '{key}:' and, below it, a line '- …' for each entry",
        _ => $"write '{key}: …' with {expected}, without quotes",
    };
}
