using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Yaml;

/// <summary>
/// Reads a mapping key by key into typed values. A value of the wrong type is reported and read as if it were missing;
/// <see cref="ReportUnknown"/> at the end names the keys that nobody asked for.
/// </summary>
/// <param name="mapping">What to read.</param>
/// <param name="report">Where diagnostics go.</param>
/// <param name="what">What the mapping describes, for messages: <c>the model 'orders'</c>.</param>
public sealed class MappingReader(YamlMapping mapping, Action<Diagnostic> report, string what)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlMapping Mapping { get; } = mapping;

    public string What { get; } = what;

    /// <summary>The value of the key as it stands; null when missing or null.</summary>
    public YamlNode? Any(string key)
    {
        _known.Add(key);
        return Mapping.Find(key)?.Value is { } value and not YamlScalar { Value: null } ? value : null;
    }

    public bool Has(string key)
    {
        _known.Add(key);
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

    public string? Text(string key) => Any(key) switch
    {
        null => null,
        YamlScalar { Value: string text } => text,
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
    public string? TextOrNumber(string key) => Any(key) switch
    {
        null => null,
        YamlScalar { Value: not bool } scalar => scalar.Value as string ?? scalar.Text,
        var other => Wrong<string>(key, other, "text or a number"),
    };

    /// <summary>Reports a key that is missing or empty.</summary>
    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && Any(key) is null)
        {
            var place = Mapping.Entries.Length > 0 ? Mapping.Entries[0].Key.Location : Mapping.Location;
            report(YamlRules.MissingKey.At(place, $"{What} has no '{key}'", $"add '{key}: …'"));
        }

        return text;
    }

    public bool? Boolean(string key) => Any(key) switch
    {
        null => null,
        YamlScalar { Value: bool value } => value,
        var other => Wrong<bool?>(key, other, "true or false"),
    };

    public long? Integer(string key) => Any(key) switch
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
                report(YamlRules.WrongType.At(
                    item.Location, $"each item of '{key}' in {What} must be a mapping, not {item.Described}",
                    "write it as '- name: …' with further keys indented below"));
            }
        }

        return maps.ToImmutable();
    }

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
            if (!_known.Contains(entry.Key.Text))
            {
                report(YamlRules.UnknownKey.At(
                    entry.Key.Location, $"{What} has an unknown key '{entry.Key.Text}'",
                    Spelling.Hint(entry.Key.Text, _known) ?? hint ?? "remove it, or move data of your own under 'config: meta:'"));
            }
        }
    }

    private string? TextItem(string key, YamlNode item)
    {
        if (item is YamlScalar { Value: string text })
        {
            return text;
        }

        report(YamlRules.WrongType.At(item.Location, $"each item of '{key}' in {What} must be text, not {item.Described}", "put quotes around it"));
        return null;
    }

    private T? Wrong<T>(string key, YamlNode value, string expected)
    {
        report(YamlRules.WrongType.At(
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
