using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Tables;

/// <summary>Items by position and, where they have names, by name: agate's <c>MappedSequence</c> and <c>Row</c>.</summary>
internal sealed class NamedSequence(string typeName, IReadOnlyList<string>? names, IReadOnlyList<object?> items) : JinjaObject
{
    private static readonly MemberTable<NamedSequence> Members = new MemberTable<NamedSequence>()
        .Method("keys", (s, _) => s.Names is null ? null : new PyTuple([.. s.Names]))
        .Method("values", (s, _) => new PyTuple([.. s.Items]))
        .Method("items", (s, _) => s.Pairs())
        .Method("get", (s, a) => s.TryGetItem(a.Required(0, "key"), out var value) ? value : a.Optional(1, "default"))
        .Method("dict", (s, _) => s.ToDict());

    public IReadOnlyList<string>? Names { get; } = names;

    public IReadOnlyList<object?> Items { get; } = items;

    public override string TypeName => typeName;

    public override long? Length => Items.Count;

    public override bool IsSequence => true;

    public override string Repr =>
        $"<agate.{TypeName}: ({string.Join(", ", Items.Take(5).Select(PyRepr.Of))}{(Items.Count > 5 ? ", ..." : "")})>";

    public static NamedSequence Row(IReadOnlyList<string> names, object?[] cells) => new("Row", names, cells);

    public override IEnumerator<object?> Iterate() => Items.GetEnumerator();

    public override bool TryGetAttribute(string name, out object? value) => Members.TryGet(this, name, out value);

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        switch (key)
        {
            case long index:
                var position = index < 0 ? index + Items.Count : index;
                if (position < 0 || position >= Items.Count)
                {
                    return false;
                }

                value = Items[(int)position];
                return true;
            case string name when Names is not null:
                var found = IndexOf(name);
                value = found < 0 ? null : Items[found];
                return found >= 0;
            default:
                return false;
        }
    }

    public override bool EqualTo(object? other) =>
        ReferenceEquals(this, other) || (other is NamedSequence rows && PyCompare.Same(new PyTuple([.. Items]), new PyTuple([.. rows.Items])));

    private int IndexOf(string name)
    {
        for (var i = 0; i < Names?.Count; i++)
        {
            if (Names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private PyList Pairs() =>
        new(Items.Select((item, i) => new PyTuple(Names is null ? PyBox.Of(i) : Names[i], item)));

    private PyDict ToDict()
    {
        var result = new PyDict();
        for (var i = 0; i < Items.Count; i++)
        {
            result[Names is null ? PyBox.Of(i) : Names[i]] = Items[i];
        }

        return result;
    }
}
