using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lake.Jinja.Dbt.Yaml;

/// <summary>
/// <c>yaml.safe_load</c>: one document of YAML 1.1 as values. Throws a <see cref="YamlException"/> or a value error
/// for text that is not one.
/// </summary>
public sealed class PyYamlReader
{
    private const string Core = "tag:yaml.org,2002:";
    private readonly IParser _events;
    private readonly string _text;
    private readonly Dictionary<AnchorName, object?> _anchors = [];

    private int _flowDepth;

    private PyYamlReader(string text, IParser events) => (_text, _events) = (text, events);

    public static object? Read(string text)
    {
        using var reader = new StringReader(text);
        var events = new Parser(reader);
        events.Consume<StreamStart>();
        if (events.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        events.Consume<DocumentStart>();
        var value = new PyYamlReader(text, events).Node();
        events.Consume<DocumentEnd>();
        return events.TryConsume<StreamEnd>(out _) ? value : throw JinjaError.Value("expected a single document in the stream");
    }

    private object? Node()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        RefuseTabs(_events.Current);
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known) ? known : throw JinjaError.Value($"found undefined alias '{alias.Value}'");
        }

        if (_events.TryConsume<Scalar>(out var scalar))
        {
            return Anchored(scalar, Value(scalar));
        }

        return _events.TryConsume<SequenceStart>(out var sequence) ? List(sequence) : Dict(_events.Consume<MappingStart>());
    }

    /// <summary>PyYAML takes no tab for indentation; YamlDotNet does.</summary>
    private void RefuseTabs(ParsingEvent? node)
    {
        var at = (int)(node?.Start.Index ?? 0) - 1;
        var hasTab = false;
        for (; at >= 0 && at < _text.Length && _text[at] is ' ' or '\t'; at--)
        {
            hasTab |= _text[at] == '\t';
        }

        if (hasTab && _flowDepth == 0 && (at < 0 || _text[at] == '\n'))
        {
            throw JinjaError.Value("found character '\\t' that cannot start any token");
        }
    }

    private object? Anchored(NodeEvent node, object? value)
    {
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor] = value;
        }

        return value;
    }

    private static object? Value(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
        {
            return scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific
                ? YamlScalars.Read(YamlTags.Of(scalar.Value), scalar.Value)
                : scalar.Value;
        }

        var tag = scalar.Tag.Value;
        return tag.StartsWith(Core, StringComparison.Ordinal) ? tag[Core.Length..] switch
        {
            "str" => scalar.Value,
            "null" => null,
            "int" => YamlScalars.Read(YamlTag.Int, scalar.Value),
            "float" => YamlScalars.Read(YamlTag.Float, scalar.Value),
            "bool" => YamlScalars.Read(YamlTag.Bool, scalar.Value),
            "timestamp" => YamlScalars.Read(YamlTag.Timestamp, scalar.Value),
            _ => throw Unknown(tag),
        }
        : throw Unknown(tag);
    }

    private object? List(SequenceStart start)
    {
        RequireTag(start, "seq");
        var items = new List<object?>();
        var list = Anchored(start, PyList.Own(items));
        _flowDepth += start.Style == SequenceStyle.Flow ? 1 : 0;
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        _flowDepth -= start.Style == SequenceStyle.Flow ? 1 : 0;
        return list;
    }

    private object? Dict(MappingStart start)
    {
        if (start.Tag.IsEmpty || start.Tag.Value != Core + "set")
        {
            RequireTag(start, "map");
            var dict = new PyDict();
            Anchored(start, dict);
            _flowDepth += start.Style == MappingStyle.Flow ? 1 : 0;
            Fill(dict);
            _flowDepth -= start.Style == MappingStyle.Flow ? 1 : 0;
            return dict;
        }

        var members = new PyDict();
        Fill(members);
        return Anchored(start, new PySet(members.Keys));
    }

    /// <summary>Merged entries come before a mapping's own, which win.</summary>
    private void Fill(PyDict dict)
    {
        var own = new List<(object? Key, object? Value)>();
        var merged = new List<PyDict>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var isMerge = _events.Accept<Scalar>(out var scalar) && scalar is { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true };
            var key = Node();
            var value = Node();
            if (!isMerge)
            {
                own.Add((Hashable(key), value));
            }
            else if (value is PyDict other)
            {
                merged.Add(other);
            }
            else if (value is PyList others && others.Items.All(item => item is PyDict))
            {
                merged.AddRange(others.Items.Cast<PyDict>().Reverse());
            }
            else
            {
                throw JinjaError.Value("expected a mapping or list of mappings for merging");
            }
        }

        merged.ForEach(dict.Update);
        own.ForEach(entry => dict[entry.Key] = entry.Value);
    }

    private static object? Hashable(object? key)
    {
        if (key is PyList or PyDict or PySet)
        {
            throw JinjaError.Value("found unhashable key");
        }

        return key;
    }

    private static void RequireTag(NodeEvent node, string name)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != Core + name)
        {
            throw Unknown(node.Tag.Value);
        }
    }

    private static JinjaError Unknown(string tag) => JinjaError.Value($"could not determine a constructor for the tag '{tag}'");
}
