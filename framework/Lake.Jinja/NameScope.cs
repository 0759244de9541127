namespace Lake.Jinja;

/// <summary>Where the names come from that a template does not define itself. Asked once per name and activation.</summary>
public abstract class NameScope
{
    public abstract bool TryGet(string name, out object? value);

    /// <summary>All names, for "did you mean" and for <c>context</c>.</summary>
    public virtual IEnumerable<string> Names => [];
}

/// <summary>Names from a dictionary.</summary>
public sealed class DictionaryScope(IReadOnlyDictionary<string, object?> values, NameScope? outer = null) : NameScope
{
    public override IEnumerable<string> Names => outer is null ? values.Keys : values.Keys.Concat(outer.Names);

    public override bool TryGet(string name, out object? value) =>
        values.TryGetValue(name, out value) || (outer is not null && outer.TryGet(name, out value));
}
