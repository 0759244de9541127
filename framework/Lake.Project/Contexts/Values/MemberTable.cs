using Lake.Jinja.Values;

namespace Lake.Project.Contexts.Values;

/// <summary>The attributes and methods of one type of object, as templates see them.</summary>
internal sealed class MemberTable<T>
    where T : JinjaObject
{
    private readonly Dictionary<string, Func<T, object?>> _members = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _members.Keys;

    public MemberTable<T> Property(string name, Func<T, object?> get)
    {
        _members[name] = get;
        return this;
    }

    public MemberTable<T> Method(string name, Func<T, CallArguments, object?> body)
    {
        _members[name] = self => new NativeFunction(name, arguments => body(self, arguments));
        return this;
    }

    public void Include(MemberTable<T> other)
    {
        foreach (var (name, get) in other._members)
        {
            _members[name] = get;
        }
    }

    public bool TryGet(T self, string name, out object? value)
    {
        if (_members.TryGetValue(name, out var get))
        {
            value = get(self);
            return true;
        }

        value = null;
        return false;
    }
}
