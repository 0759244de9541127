using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Loaded;
using Lake.Project.Rules;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;

namespace Lake.Project.Selecting;

/// <summary>Named selections in <c>selectors.yml</c>.</summary>
internal sealed class SelectorFile
{
    private const string FileName = "selectors.yml";

    private readonly SelectionWalker _walker;
    private readonly Action<Diagnostic> _report;
    private readonly Dictionary<string, YamlNode> _definitions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public SelectorFile(LoadedProject project, SelectionWalker walker, Action<Diagnostic> report)
    {
        (_walker, _report) = (walker, report);
        var path = Path.Combine(project.Directory, FileName);
        if (!File.Exists(path) || FileReader.Read(path, FileName, report) is not { } source)
        {
            return;
        }

        var document = YamlDocument.Parse(source);
        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        if (document.Root is YamlMapping root)
        {
            new KeyCheck(report).Check(root, SelectorKeys.File, FileName);
            ReadAll(new MappingReader(root, SelectorKeys.File));
        }
    }

    /// <summary>The selector with <c>default: true</c>, for command lines that select nothing; null when there is none.</summary>
    public string? Default { get; private set; }

    /// <param name="name">May hold wildcards, which select what any of the selectors of such a name does.</param>
    public HashSet<string> Select(string name)
    {
        var named = _definitions.Where(d => Wildcard.Matches(d.Key, name)).Select(d => d.Key).Order(StringComparer.Ordinal).ToList();
        if (named.Count > 0)
        {
            return [.. named.SelectMany(n => Named(n, _definitions[n]))];
        }

        _report(ProjectRules.UnknownSelector.At(
            null, $"there is no selector '{name}' in {FileName}",
            Spelling.Hint(name, _definitions.Keys) ?? (_definitions.Count == 0 ? null : $"there are: {string.Join(", ", _definitions.Keys)}")));
        return [];
    }

    private void ReadAll(MappingReader root)
    {
        foreach (var reader in root.Readers("selectors"))
        {
            if (reader.Text("name") is { } name && reader.Any("definition") is { } definition)
            {
                _definitions[name] = definition;
                var isDefault = reader.Boolean("default") == true;
                if (isDefault && Default is { } other)
                {
                    _report(ProjectRules.SelectorSyntax.At(
                        reader.Mapping.Location, $"'{other}' and '{name}' are both the default selector", "leave 'default: true' to one of them"));
                }

                Default = isDefault ? name : Default;
            }
        }
    }

    private HashSet<string> Named(string name, YamlNode definition)
    {
        if (!_open.Add(name))
        {
            _report(ProjectRules.SelectorSyntax.At(definition.Location, $"the selector '{name}' is defined by itself"));
            return [];
        }

        var result = Evaluate(definition);
        _open.Remove(name);
        return result;
    }

    private HashSet<string> Evaluate(YamlNode definition)
    {
        switch (definition)
        {
            case YamlScalar scalar:
                return CriterionParser.Single(scalar.Text, scalar.Location, _report) is { } single ? _walker.Select(single) : [];
            case YamlMapping map when map.Find("union")?.Value is YamlSequence items:
                return Combine(items, (all, next) => all.UnionWith(next));
            case YamlMapping map when map.Find("intersection")?.Value is YamlSequence items:
                return Combine(items, (all, next) => all.IntersectWith(next));
            case YamlMapping map when map.Find("method") is not null:
                return Method(new MappingReader(map, SelectorKeys.Definition));
            case YamlMapping { Entries: [var only] }:
                return Term(only.Key.Text, (only.Value as YamlScalar)?.Text ?? "", only.Key.Location);
            default:
                _report(ProjectRules.SelectorSyntax.At(
                    definition.Location, $"a selector's definition cannot be {definition.Described}", "write a selection, or 'union:', 'intersection:' or 'method:'"));
                return [];
        }
    }

    private HashSet<string> Combine(YamlSequence items, Action<HashSet<string>, HashSet<string>> join)
    {
        HashSet<string>? result = null;
        foreach (var item in items.Items.Where(i => Excluded(i) is null))
        {
            var next = Evaluate(item);
            if (result is null)
            {
                result = next;
            }
            else
            {
                join(result, next);
            }
        }

        foreach (var excluded in items.Items.Select(Excluded).OfType<YamlSequence>())
        {
            result?.ExceptWith(Combine(excluded, (all, next) => all.UnionWith(next)));
        }

        return result ?? [];
    }

    private static YamlSequence? Excluded(YamlNode item) =>
        item is YamlMapping { Entries: [{ Key.Text: "exclude", Value: YamlSequence list }] } ? list : null;

    private HashSet<string> Method(MappingReader reader)
    {
        var method = reader.Text("method") ?? "";
        var value = (reader.Any("value") as YamlScalar)?.Text ?? "";
        var result = Term(method, value, reader.Mapping.Location, Decorate(reader));
        if (reader.List("exclude") is { } excluded)
        {
            result.ExceptWith(Combine(excluded, (all, next) => all.UnionWith(next)));
        }

        return result;
    }

    private Func<Criterion, Criterion> Decorate(MappingReader reader)
    {
        var decorated = (Parents: reader.Boolean("parents") ?? false, Children: reader.Boolean("children") ?? false, Both: reader.Boolean("childrens_parents") ?? false);
        var mode = reader.Text("indirect_selection") is { } text
            ? Enum.TryParse<IndirectSelection>(text, ignoreCase: true, out var parsed) ? parsed : Unknown(reader, text)
            : (IndirectSelection?)null;
        var (up, down) = ((int?)reader.Integer("parents_depth"), (int?)reader.Integer("children_depth"));
        return c => c with
        {
            Indirect = mode,
            Parents = decorated.Parents,
            ParentsDepth = up,
            Children = decorated.Children,
            ChildrenDepth = down,
            ChildrensParents = decorated.Both,
        };
    }

    private IndirectSelection? Unknown(MappingReader reader, string mode)
    {
        var modes = Enum.GetNames<IndirectSelection>().Select(m => m.ToLowerInvariant()).ToList();
        _report(ProjectRules.SelectorSyntax.At(
            reader.Any("indirect_selection")?.Location, $"there is no indirect selection '{mode}'", Spelling.Hint(mode, modes) ?? $"it is one of {string.Join(", ", modes)}"));
        return null;
    }

    private HashSet<string> Term(string method, string value, Location place, Func<Criterion, Criterion>? decorate = null)
    {
        var parts = method.Split('.');
        if (!SelectorMethods.Names.Contains(parts[0], StringComparer.Ordinal))
        {
            _report(ProjectRules.UnknownSelectorMethod.At(
                place, $"there is no selection method '{parts[0]}'",
                Spelling.Hint(parts[0], SelectorMethods.Names) ?? $"the methods are: {string.Join(", ", SelectorMethods.Names)}"));
            return [];
        }

        var criterion = new Criterion { Text = $"{method}:{value}", Method = parts[0], Arguments = parts[1..], Value = value };
        return _walker.Select(decorate is null ? criterion : decorate(criterion));
    }
}
