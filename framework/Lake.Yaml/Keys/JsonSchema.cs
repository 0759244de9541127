using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lake.Yaml.Keys;

/// <summary>Keys as a JSON Schema (draft 2020-12), for editors. Where a value is no text, a template is allowed too.</summary>
public sealed class JsonSchema
{
    private const string Template = "template";

    private static readonly (ScalarKinds Kind, string Type)[] Types =
    [
        (ScalarKinds.Text, "string"), (ScalarKinds.Boolean, "boolean"), (ScalarKinds.Integer, "integer"), (ScalarKinds.Decimal, "number"),
        (ScalarKinds.Null, "null"),
    ];

    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<KeySet, string> _names = [];
    private readonly Queue<KeySet> _open = [];

    private JsonSchema(Utf8JsonWriter json) => _json = json;

    /// <param name="keys">Of the file.</param>
    /// <param name="title">What the file is called.</param>
    public static string Write(KeySet keys, string title)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            new JsonSchema(json).WriteFile(keys, title);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private void WriteFile(KeySet keys, string title)
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _json.WriteString("title", title);
        WriteKeys(keys);
        _json.WriteStartObject("$defs");
        _json.WriteStartObject(Template);
        _json.WriteString("type", "string");
        _json.WriteString("pattern", "\\{\\{|\\{%");
        _json.WriteEndObject();
        while (_open.TryDequeue(out var next))
        {
            _json.WriteStartObject(_names[next]);
            WriteKeys(next);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteKeys(KeySet keys)
    {
        if (keys.About.Length > 0)
        {
            _json.WriteString("description", keys.About);
        }

        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (var key in keys.Keys)
        {
            _json.WriteStartObject(key.Name);
            _json.WriteString("description", key.Default is null ? key.Meaning : $"{key.Meaning} (default: {key.Default})");
            WriteShape(key.Shape, mayBeNull: !key.NeedsValue && !key.IsRequired);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        WriteTexts("required", keys.Keys.Where(k => k.IsRequired).Select(k => k.Name));
        if (keys.Others is { } others)
        {
            _json.WriteStartObject("additionalProperties");
            WriteShape(others, mayBeNull: true);
            _json.WriteEndObject();
        }
        else
        {
            _json.WriteBoolean("additionalProperties", false);
        }
    }

    private void WriteShape(Shape shape, bool mayBeNull)
    {
        var options = Options(shape).Distinct().ToList();
        if (options.Exists(option => option is AnyShape))
        {
            return;
        }

        var takesTemplates = !options.Exists(option => option is ScalarShape scalar && scalar.Kinds.HasFlag(ScalarKinds.Text));
        _json.WriteStartArray("anyOf");
        foreach (var option in options)
        {
            _json.WriteStartObject();
            WriteOption(option);
            _json.WriteEndObject();
        }

        if (takesTemplates)
        {
            Reference(Template);
        }

        if (mayBeNull)
        {
            _json.WriteStartObject();
            _json.WriteString("type", "null");
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private static IEnumerable<Shape> Options(Shape shape) => shape is EitherShape either ? either.Options.SelectMany(Options) : [shape];

    private void WriteOption(Shape option)
    {
        switch (option)
        {
            case ScalarShape scalar:
                WriteTexts("type", Types.Where(t => scalar.Kinds.HasFlag(t.Kind)).Select(t => t.Type));
                break;
            case WordShape words:
                WriteTexts("enum", words.IgnoresCase ? words.Choices.Concat(words.Choices.Select(c => c.ToUpperInvariant())) : words.Choices);
                break;
            case OtherTextShape other:
                _json.WriteString("type", "string");
                _json.WriteStartObject("not");
                WriteTexts("enum", other.Taken);
                _json.WriteEndObject();
                break;
            case ListShape list:
                _json.WriteString("type", "array");
                _json.WriteStartObject("items");
                WriteShape(list.Item, mayBeNull: false);
                _json.WriteEndObject();
                break;
            case MapShape map:
                _json.WriteString("type", "object");
                _json.WriteStartObject("additionalProperties");
                WriteShape(map.Value, mayBeNull: true);
                _json.WriteEndObject();
                break;
            case MappingShape mapping:
                _json.WriteString("$ref", $"#/$defs/{NameOf(mapping.Keys)}");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Reference(string name)
    {
        _json.WriteStartObject();
        _json.WriteString("$ref", $"#/$defs/{name}");
        _json.WriteEndObject();
    }

    /// <summary>Two kinds of mapping can have one name: the later gets a number.</summary>
    private string NameOf(KeySet keys)
    {
        if (!_names.TryGetValue(keys, out var name))
        {
            var plain = keys.Name.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal);
            var taken = _names.Values.Count(n => n == plain || n.StartsWith(plain + "-", StringComparison.Ordinal));
            name = taken == 0 ? plain : $"{plain}-{taken + 1}";
            _names.Add(keys, name);
            _open.Enqueue(keys);
        }

        return name;
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        var all = texts.ToList();
        if (all.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (var text in all)
        {
            _json.WriteStringValue(text);
        }

        _json.WriteEndArray();
    }
}
