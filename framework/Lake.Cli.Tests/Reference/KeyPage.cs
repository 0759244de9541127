using System.Text;
using Lake.Yaml.Keys;

namespace Lake.Cli.Tests.Reference;

/// <summary>A page of the reference from a file's keys: one section for each kind of mapping in it.</summary>
/// <param name="elsewhere">The page that a kind of mapping has a section on, if it is not this one.</param>
internal sealed class KeyPage(Func<KeySet, string?> elsewhere)
{
    private readonly List<KeySet> _sections = [];

    /// <param name="title">Of the page.</param>
    /// <param name="keys">Of the file.</param>
    public string Write(string title, KeySet keys)
    {
        var text = new StringBuilder("# ").Append(title)
            .Append("\n\nThis page is generated from the definitions that `lake` reads by; `lake schema` writes them as JSON Schemas.\n\n")
            .Append(keys.About).Append(keys.About.Length > 0 ? "\n\n" : "");
        Collect(keys.Others);
        Table(text, keys);
        for (var i = 0; i < _sections.Count; i++)
        {
            text.Append("\n## ").Append(_sections[i].Name).Append("\n\n");
            Table(text, _sections[i]);
        }

        return text.ToString();
    }

    private void Table(StringBuilder text, KeySet keys)
    {
        var shown = keys.Keys.Where(k => !k.IsHidden).ToList();
        foreach (var key in shown)
        {
            Collect(key.Shape);
        }

        if (shown.Count == 0)
        {
            text.Append("Any names, each with ").Append(Value(keys.Others!)).Append(".\n");
            return;
        }

        text.Append("| key | value | when absent | meaning |\n|---|---|---|---|\n");
        foreach (var key in shown)
        {
            text.Append("| `").Append(key.Name).Append("` | ").Append(Value(key.Shape)).Append(" | ")
                .Append(key.IsRequired ? "required" : key.Default is { } value ? value.Contains('`', StringComparison.Ordinal) ? value : $"`{value}`" : "").Append(" | ")
                .Append(key.Meaning.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }
    }

    private void Collect(Shape? shape)
    {
        switch (shape)
        {
            case MappingShape { Keys: var keys } when elsewhere(keys) is null && !_sections.Contains(keys):
                _sections.Add(keys);
                break;
            case ListShape list:
                Collect(list.Item);
                break;
            case MapShape map:
                Collect(map.Value);
                break;
            case EitherShape either:
                foreach (var option in either.Options)
                {
                    Collect(option);
                }

                break;
            default:
                break;
        }
    }

    private string Value(Shape shape) => shape switch
    {
        MappingShape { Keys: var keys } => $"[{keys.Name}]({elsewhere(keys) ?? "#" + keys.Name.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)})",
        { Named: { } named } and not EitherShape { Options: [_, MappingShape or ListShape] } => named,
        WordShape words => string.Join(", ", words.Choices.Select(c => $"`{c}`")),
        ListShape { Item: AnyShape } => "list",
        ListShape list => $"list of {Value(list.Item)}",
        MapShape { Value: AnyShape } => "mapping",
        MapShape map => $"mapping of names to {Value(map.Value)}",
        EitherShape either => string.Join(" or ", either.Options.Select(Value).Distinct()),
        AnyShape => "",
        _ => shape.Phrase,
    };
}
