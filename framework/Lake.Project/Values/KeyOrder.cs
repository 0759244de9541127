namespace Lake.Project.Values;

/// <summary>
/// The keys of a <see cref="ValueMap"/> in their order, none twice. Maps that differ in their values only share one, and
/// with it the index that a longer one makes when it is first searched.
/// </summary>
internal sealed class KeyOrder(string[] names)
{
    /// <summary>So many are found faster by looking at each.</summary>
    public const int Few = 8;

    private Dictionary<string, int>? _places;
    private Joined? _joined;

    public string[] Names { get; } = names;

    /// <summary>-1 when it is not there.</summary>
    public int Find(string key) => Names.Length <= Few ? Find(Names, key) : (_places ??= Index(Names, Names.Length)).GetValueOrDefault(key, -1);

    /// <summary>These keys, then those of the other that are not among them. The last answer is kept, since maps of one kind are merged again and again.</summary>
    public Joined Join(KeyOrder other)
    {
        if (_joined is { } known && ReferenceEquals(known.Other, other))
        {
            return known;
        }

        var names = new List<string>(Names.Length + other.Names.Length);
        names.AddRange(Names);
        var places = new int[other.Names.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Find(other.Names[i]);
            if (places[i] < 0)
            {
                places[i] = names.Count;
                names.Add(other.Names[i]);
            }
        }

        return _joined = new Joined(other, names.Count == Names.Length ? this : new KeyOrder([.. names]), places);
    }

    public static int Find(ReadOnlySpan<string> names, string key)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == key)
            {
                return i;
            }
        }

        return -1;
    }

    public static Dictionary<string, int> Index(string[] names, int count)
    {
        var places = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            places.Add(names[i], i);
        }

        return places;
    }

    /// <param name="Keys">Of both.</param>
    /// <param name="Places">Where each key of <paramref name="Other"/> is among them.</param>
    public sealed record Joined(KeyOrder Other, KeyOrder Keys, int[] Places);
}
