using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Lake.Yaml.Keys;

/// <summary>
/// The keys of one kind of mapping. The program reads by it, says by it what is wrong, and writes from it the pages of
/// the reference and the JSON Schemas.
/// </summary>
public sealed class KeySet
{
    private readonly FrozenDictionary<string, Key> _byName;

    /// <param name="name">What such a mapping is, in the singular: <c>column</c>. With the mapping's own <c>name</c> it makes <c>the column 'id'</c>.</param>
    /// <param name="keys">In the order of the pages.</param>
    public KeySet(string name, params ImmutableArray<Key> keys)
    {
        (Name, Keys) = (name, keys);
        _byName = keys.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public ImmutableArray<Key> Keys { get; }

    /// <summary>A paragraph for the pages.</summary>
    public string About { get; init; } = "";

    /// <summary>What keys that are not among these hold; null when there can be none.</summary>
    public Shape? Others { get; init; }

    /// <summary>Whether an unknown key is an error, as it is in dbt, and not only worth a warning.</summary>
    public bool Refuses { get; init; }

    /// <summary>Whether what several mappings say is put together first, and checked by others.</summary>
    public bool IsMerged { get; init; }

    /// <summary>What to do about an unknown key that is near to none.</summary>
    public string UnknownHint { get; init; } = "remove it, or move data of your own under 'config: meta:'";

    public IEnumerable<string> Names => _byName.Keys;

    public Key? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Another set with the key's shape in place of the one here.</summary>
    public KeySet With(string name, Shape shape) => Copy(Keys.Replace(_byName[name], _byName[name] with { Shape = shape }));

    /// <summary>Another set in which the key may be missing.</summary>
    public KeySet Optional(string key) => Copy(Keys.Replace(_byName[key], _byName[key] with { IsRequired = false }));

    /// <summary>The same set under another name.</summary>
    public KeySet Called(string name) => Copy(Keys, name: name);

    /// <summary>Another set with more keys behind these.</summary>
    public KeySet And(params ImmutableArray<Key> more) => Copy([.. Keys, .. more]);

    /// <summary>Another set with such values behind all other keys.</summary>
    public KeySet WithOthers(Shape others) => Copy(Keys, others);

    private KeySet Copy(ImmutableArray<Key> keys, Shape? others = null, string? name = null) =>
        new(name ?? Name, keys) { About = About, Others = others ?? Others, Refuses = Refuses, IsMerged = IsMerged, UnknownHint = UnknownHint };
}
