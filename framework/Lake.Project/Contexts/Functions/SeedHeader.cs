namespace Lake.Project.Contexts.Functions;

/// <summary>Names of a seed's columns as dbt makes them: a letter where there is none, and a number behind one that is taken.</summary>
internal static class SeedHeader
{
    public static IReadOnlyList<string> Names(IReadOnlyList<string?> header)
    {
        var names = new List<string>(header.Count);
        for (var i = 0; i < header.Count; i++)
        {
            var written = string.IsNullOrEmpty(header[i]) ? new string((char)('a' + (i % 26)), (i / 26) + 1) : header[i] ?? "";
            var name = written;
            for (var number = 2; names.Contains(name, StringComparer.Ordinal); number++)
            {
                name = $"{written}_{number}";
            }

            names.Add(name);
        }

        return names;
    }
}
