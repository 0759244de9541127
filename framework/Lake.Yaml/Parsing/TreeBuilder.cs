using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lake.Yaml.Parsing;

/// <summary>Parser events to a tree. Throws YamlDotNet's exceptions on wrong syntax.</summary>
internal sealed class TreeBuilder(SourceFile source, string text)
{
    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>How far reading has come.</summary>
    public int Position => (int)(_parser.Current?.End.Index ?? 0);

    public YamlNode? Build()
    {
        _parser.Consume<StreamStart>();
        YamlNode? root = null;
        if (_parser.TryConsume<DocumentStart>(out _))
        {
            root = ReadNode();
            _parser.Consume<DocumentEnd>();
        }

        if (_parser.Current is DocumentStart next)
        {
            Diagnostics.Add(YamlRules.Syntax.At(
                source.At(Span(next.Start, next.End)), "a second document begins here, and only the first is read",
                "remove the line '---', or move what follows to a file of its own"));
        }

        return root is YamlScalar { Text: "", IsPlain: true } ? null : root;
    }

    private YamlNode ReadNode() =>
        _parser.Current switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadSequence(),
            MappingStart => ReadMapping(),
            AnchorAlias => ReadAlias(),
            var other => throw new YamlException(other?.Start ?? Mark.Empty, other?.End ?? Mark.Empty, "A value is expected here"),
        };

    private YamlScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        var plain = scalar.Style == ScalarStyle.Plain;
        var value = plain && scalar.Tag.IsEmpty ? ScalarTyping.Resolve(scalar.Value) : Tagged(scalar);
        return Remember(scalar, new YamlScalar(source, Span(scalar.Start, scalar.End), scalar.Value, value, plain));
    }

    private static object? Tagged(Scalar scalar) =>
        scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific || scalar.Tag.Value == "tag:yaml.org,2002:str"
            ? scalar.Value
            : ScalarTyping.Resolve(scalar.Value);

    private YamlSequence ReadSequence()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        var end = _parser.Consume<SequenceEnd>();
        return Remember(start, new YamlSequence(source, Span(start.Start, Last(items, end)), items.ToImmutable()));
    }

    private YamlMapping ReadMapping()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = new List<YamlEntry>();
        while (_parser.Current is not MappingEnd)
        {
            var keyNode = ReadNode();
            var value = ReadNode();
            if (keyNode is not YamlScalar key)
            {
                Diagnostics.Add(YamlRules.WrongType.At(keyNode.Location, $"a key must be a name, not {keyNode.Described}",
                    keyNode is YamlMapping ? "put quotes around a value that begins with '{{': key: \"{{ … }}\"" : null));
                continue;
            }

            if (key is { Text: "<<", IsPlain: true })
            {
                Merge(value, merged);
            }
            else
            {
                Add(entries, places, new YamlEntry(key, value));
            }
        }

        var end = _parser.Consume<MappingEnd>();
        var all = merged.Where(e => !places.ContainsKey(e.Key.Text)).Concat(entries).ToImmutableArray();
        var last = entries.Count > 0 ? entries[^1].Value.Span.End : (int)end.End.Index;
        var stop = start.Style == MappingStyle.Flow ? (int)end.End.Index : last;
        return Remember(start, new YamlMapping(source, TextSpan.FromBounds((int)start.Start.Index, Math.Max(stop, (int)start.Start.Index)), all));
    }

    private void Add(List<YamlEntry> entries, Dictionary<string, int> places, YamlEntry entry)
    {
        if (!places.TryGetValue(entry.Key.Text, out var earlier))
        {
            places.Add(entry.Key.Text, entries.Count);
            entries.Add(entry);
            return;
        }

        Diagnostics.Add(YamlRules.DuplicateKey.At(
            entry.Key.Location, $"the key '{entry.Key.Text}' is given twice", "remove one of them: only the last counts") with
        {
            Related = [new RelatedPlace(entries[earlier].Key.Location, "first given here")],
        });
        entries[earlier] = entry;
    }

    private static void Merge(YamlNode value, List<YamlEntry> merged)
    {
        switch (value)
        {
            case YamlMapping mapping:
                merged.AddRange(mapping.Entries.Where(e => !merged.Exists(m => m.Key.Text == e.Key.Text)));
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Merge(item, merged);
                }

                break;
            default:
                break;
        }
    }

    private YamlNode ReadAlias()
    {
        var alias = _parser.Consume<AnchorAlias>();
        return _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : throw new AnchorNotFoundException(alias.Start, alias.End, $"There is no anchor named '{alias.Value}' above this alias");
    }

    private T Remember<T>(NodeEvent start, T node)
        where T : YamlNode
    {
        if (!start.Anchor.IsEmpty && !_anchors.TryAdd(start.Anchor.Value, node))
        {
            var first = _anchors[start.Anchor.Value];
            Diagnostics.Add(YamlRules.DuplicateAnchor.At(
                node.Location, $"the anchor '&{start.Anchor.Value}' is defined twice", "rename one of them: dbt refuses it") with
            {
                Related = [new RelatedPlace(first.Location, "first defined here")],
            });
        }

        return node;
    }

    private static Mark Last(ImmutableArray<YamlNode>.Builder items, ParsingEvent end) =>
        items.Count == 0 || end.End.Index > end.Start.Index ? end.End : new Mark(items[^1].Span.End, 1, 1);

    private TextSpan Span(Mark start, Mark end)
    {
        var (first, last) = ((int)Math.Min(start.Index, text.Length), (int)Math.Min(end.Index, text.Length));
        while (last > first && char.IsWhiteSpace(text[last - 1]))
        {
            last--;
        }

        return TextSpan.FromBounds(first, last);
    }
}
