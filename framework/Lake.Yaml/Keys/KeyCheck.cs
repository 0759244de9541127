using Lake.Text;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Yaml.Keys;

/// <summary>Says what of a tree is not as its keys want it: unknown and missing keys, wrong types and words.</summary>
public sealed class KeyCheck(Action<Diagnostic> report)
{
    /// <param name="mapping">What was read.</param>
    /// <param name="keys">What may be in it.</param>
    /// <param name="what">For messages: <c>the project file</c>.</param>
    public void Check(YamlMapping mapping, KeySet keys, string what)
    {
        if (keys.IsMerged)
        {
            return;
        }

        CheckNames(mapping, keys, what);
        foreach (var (name, value) in mapping.Entries)
        {
            var key = keys.Find(name.Text);
            if (key is { NeedsValue: true } && value is YamlScalar { Value: null })
            {
                Wrong(name, key.Shape, key.Name, what, "nothing");
            }
            else if ((key?.Shape ?? keys.Others) is { } shape)
            {
                Value(value, shape, name.Text, what);
            }
        }

        foreach (var key in keys.Keys.Where(k => k.IsRequired && mapping.Find(k.Name) is null or { Value: YamlScalar { Value: null } }))
        {
            var place = mapping.Entries.Length > 0 ? mapping.Entries[0].Key.Location : mapping.Location;
            report(YamlRules.MissingKey.At(place, $"{what} has no '{key.Name}'", key.Shape is MappingShape of
                ? $"add '{key.Name}:' with {string.Join(" or ", of.Keys.Keys.Select(k => $"'{k.Name}:'"))} below it"
                : $"add '{key.Name}: …'"));
        }
    }

    /// <summary>Unknown keys alone, not what stands behind the others.</summary>
    public void CheckNames(YamlMapping mapping, KeySet keys, string what)
    {
        foreach (var (name, _) in mapping.Entries.Where(e => keys.Others is null && keys.Find(e.Key.Text) is null))
        {
            report(YamlRules.UnknownKey.At(name.Location, $"{what} has an unknown key '{name.Text}'", Spelling.Hint(name.Text, keys.Names) ?? keys.UnknownHint) with
            {
                Severity = keys.Refuses ? Severity.Error : Severity.Warning,
            });
        }
    }

    private void Value(YamlNode value, Shape shape, string key, string what)
    {
        if (Fitting.IsOpen(value))
        {
            return;
        }

        switch (Fitting.Option(shape, value))
        {
            case null:
                Wrong(value, shape, key, what, value.Described);
                break;
            case WordShape words when value is YamlScalar scalar:
                Word(scalar, words, key, what);
                break;
            case ListShape list when value is YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Item(item, list.Item, key, what);
                }

                break;
            case MapShape map when value is YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Value(entry.Value, map.Value, $"{key}.{entry.Key.Text}", what);
                }

                break;
            case MappingShape keys when value is YamlMapping mapping:
                Check(mapping, keys.Keys, Describe(mapping, keys.Keys, $"'{key}' of {what}", isItem: false, what));
                break;
            default:
                break;
        }
    }

    private void Word(YamlScalar scalar, WordShape words, string key, string what)
    {
        if (!words.Takes(scalar.Text))
        {
            report(YamlRules.UnknownValue.At(
                scalar.Location, $"'{key}' of {what} is '{scalar.Text}'",
                Spelling.Hint(scalar.Text, words.Choices) ?? $"it can be: {string.Join(", ", words.Choices)}"));
        }
    }

    private void Item(YamlNode item, Shape shape, string key, string what)
    {
        if (item is YamlScalar { Value: string } && Fitting.IsOpen(item))
        {
            return;
        }

        switch (Fitting.Option(shape, item))
        {
            case null:
                report(YamlRules.WrongType.At(
                    item.Location, $"each item of '{key}' in {what} must be {(shape is MappingShape ? "a mapping" : shape.Phrase)}, not {item.Described}",
                    shape is MappingShape ? "write it as '- name: …' with further keys indented below" : "put quotes around it"));
                break;
            case MappingShape keys when item is YamlMapping mapping:
                Check(mapping, keys.Keys, Describe(mapping, keys.Keys, key, isItem: true, what));
                break;
            case var fitting:
                Value(item, fitting, key, what);
                break;
        }
    }

    private static string Describe(YamlMapping mapping, KeySet keys, string place, bool isItem, string what) =>
        mapping.Find("name")?.Value is YamlScalar { Value: not null, Text: var name } && keys.Find("name") is not null ? $"the {keys.Name} '{name}'"
        : !isItem ? place
        : $"{(keys.Name[0] is 'a' or 'e' or 'i' or 'o' ? "an" : "a")} {keys.Name} of {what}";

    private void Wrong(YamlNode value, Shape shape, string key, string what, string found) => report(YamlRules.WrongType.At(
        value.Location, $"'{key}' in {what} must be {shape.Phrase}, not {found}", shape switch
        {
            _ when found == "nothing" => $"write something behind '{key}:', or remove it",
            ListShape => $"write '{key}:' and, below it, a line '- …' for each entry",
            MapShape or MappingShape => $"write '{key}:' and, indented below it, lines such as 'name: value'",
            _ when shape.Phrase.StartsWith("text", StringComparison.Ordinal) =>
                value is YamlScalar ? "put quotes around it" : $"write one value behind '{key}:'",
            ScalarShape => $"write '{key}: …' with {shape.Phrase}, without quotes",
            _ => $"give '{key}' {shape.Phrase}",
        }));
}
