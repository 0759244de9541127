namespace Lake.Jinja.Lexing;

/// <summary>One string for each name, shared by the templates that a thread reads.</summary>
internal static class NamePool
{
    private const int Most = 20_000;

    [ThreadStatic]
    private static HashSet<string>? _names;

    public static string Get(ReadOnlySpan<char> name)
    {
        var names = _names ??= new HashSet<string>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known))
        {
            return known;
        }

        if (names.Count >= Most)
        {
            names.Clear();
        }

        var text = name.ToString();
        names.Add(text);
        return text;
    }
}
