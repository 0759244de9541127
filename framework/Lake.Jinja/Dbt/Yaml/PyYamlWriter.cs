using System.Runtime.CompilerServices;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Dbt.Yaml;

/// <summary><c>yaml.safe_dump</c> in block style. Throws a value error for what it cannot represent.</summary>
public sealed class PyYamlWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, string?> _anchors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _written = new(ReferenceEqualityComparer.Instance);
    private readonly bool _sortKeys;

    private PyYamlWriter(bool sortKeys) => _sortKeys = sortKeys;

    public static string Write(object? value, bool sortKeys = false)
    {
        var writer = new PyYamlWriter(sortKeys);
        writer.FindShared(value);
        if (value is PyDict or PySequence or PySet)
        {
            writer.Node(value, 0, isRoot: true);
        }
        else if (writer.Scalar(value, 2, isKey: false))
        {
            writer._text.Append("\n...");
        }

        return writer._text.Append('\n').ToString().TrimStart('\n');
    }

    /// <summary>Containers met twice are written once, with an anchor.</summary>
    private void FindShared(object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is not (PyDict or PySequence or PySet) || value is PyTuple { Count: 0 })
        {
            return;
        }

        if (_anchors.TryGetValue(value, out var anchor))
        {
            _anchors[value] = anchor ?? "";
            return;
        }

        _anchors[value] = null;
        foreach (var part in value is PyDict dict ? dict.SelectMany(entry => new[] { entry.Key, entry.Value }) : PyIteration.Items(value))
        {
            FindShared(part);
        }
    }

    /// <summary>Writes a container; the cursor is after whatever introduces it.</summary>
    private void Node(object value, int indent, bool isRoot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case PyDict dict:
                Entries(dict.Select(entry => (entry.Key, entry.Value)).ToList(), indent, isRoot, "{}");
                break;
            case PySet set:
                _text.Append("!!set");
                Entries(set.Items.Select(item => (item, (object?)null)).ToList(), indent, isRoot: false, " {}");
                break;
            case PySequence items:
                Items(items, indent, isRoot);
                break;
        }
    }

    private void Entries(List<(object? Key, object? Value)> entries, int indent, bool isRoot, string empty)
    {
        if (entries.Count == 0)
        {
            _text.Append(empty);
            return;
        }

        foreach (var (key, value) in _sortKeys ? Sorted(entries) : entries)
        {
            StartLine(ref isRoot, indent);
            if (IsSimple(key))
            {
                Scalar(key, indent + 2, isKey: true);
                _text.Append(':');
                Child(value, indent, isItem: false);
            }
            else
            {
                _text.Append('?');
                Child(key, indent, isItem: true);
                StartLine(ref isRoot, indent);
                _text.Append(':');
                Child(value, indent, isItem: true);
            }
        }
    }

    private void Items(PySequence items, int indent, bool isRoot)
    {
        if (items.Count == 0)
        {
            _text.Append("[]");
            return;
        }

        foreach (var item in PyIteration.Items(items))
        {
            StartLine(ref isRoot, indent);
            _text.Append('-');
            Child(item, indent, isItem: true);
        }
    }

    /// <summary>What follows a <c>:</c> or a <c>-</c>: on the same line where YAML's compact forms allow it.</summary>
    private void Child(object? value, int indent, bool isItem)
    {
        if (value is not (PyDict or PySequence or PySet))
        {
            _text.Append(' ');
            Scalar(value, indent + 2, isKey: false);
            return;
        }

        if (_anchors.GetValueOrDefault(value) is { } anchor)
        {
            if (!_written.Add(value))
            {
                _text.Append(" *").Append(anchor);
                return;
            }

            _anchors[value] = anchor = $"id{_written.Count:000}";
            _text.Append(" &").Append(anchor);
        }

        var isEmpty = PyValue.Length(value) == 0;
        var isCompact = isItem && _anchors.GetValueOrDefault(value) is null && value is not PySet;
        if (isEmpty || isCompact || value is PySet)
        {
            _text.Append(' ');
        }

        Node(value, isItem || value is not PySequence ? indent + 2 : indent, isRoot: isCompact);
    }

    private void StartLine(ref bool isFirst, int indent)
    {
        if (!isFirst)
        {
            _text.Append('\n').Append(' ', indent);
        }

        isFirst = false;
    }

    private bool Scalar(object? value, int indent, bool isKey)
    {
        var lastBreak = _text.ToString().LastIndexOf('\n');
        return YamlScalarWriter.Write(_text, value, column: _text.Length - lastBreak - 1, indent, isKey);
    }

    private static bool IsSimple(object? key) =>
        key is not (PyDict or PySequence or PySet) && (key is not string text || (text.Length < 123 && !text.Contains('\n', StringComparison.Ordinal)));

    private static List<(object? Key, object? Value)> Sorted(List<(object? Key, object? Value)> entries)
    {
        try
        {
            return [.. entries.OrderBy(entry => entry.Key, Comparer<object?>.Create((a, b) =>
                PyCompare.Compare(CompareOperator.Less, a, b) ? -1 : PyCompare.Compare(CompareOperator.Less, b, a) ? 1 : 0))];
        }
        catch (InvalidOperationException error) when (error.InnerException is JinjaError { Kind: ErrorKind.TypeError })
        {
            return entries;
        }
    }
}
