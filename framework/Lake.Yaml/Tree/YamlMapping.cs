using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Yaml.Tree;

/// <summary>Entries in the order written, merge keys (<c>&lt;&lt;</c>) resolved; of duplicate keys only the last is kept.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly Dictionary<string, YamlEntry> _byKey = new(StringComparer.Ordinal);

    public YamlMapping(SourceFile source, TextSpan span, ImmutableArray<YamlEntry> entries)
        : base(source, span)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            _byKey[entry.Key.Text] = entry;
        }
    }

    public ImmutableArray<YamlEntry> Entries { get; }

    public override string Described => "a mapping";

    public YamlEntry? Find(string key) => _byKey.GetValueOrDefault(key);
}

public sealed record YamlEntry(YamlScalar Key, YamlNode Value);
