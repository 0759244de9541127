using Lake.Project.Nodes;

namespace Lake.Project.Selecting;

/// <summary>The method <c>fqn</c>: a node's name, or a path of folders and names with or without its package.</summary>
internal static class FqnMatch
{
    public static bool Matches(Node node, string pattern)
    {
        var versioned = node is ModelNode { Version: not null };
        var name = versioned ? string.Join('_', node.Fqn[^2..]) : node.Fqn[^1];
        return Wildcard.Matches(name, pattern) || (versioned && Wildcard.Matches(string.Join('.', node.Fqn[^2..]), pattern))
            || (versioned && node.Fqn[^2] == pattern)
            || Prefix(node.Fqn.AsSpan(), pattern) || Prefix(node.Fqn.AsSpan()[1..], pattern);
    }

    private static bool Prefix(ReadOnlySpan<string> fqn, string pattern)
    {
        var parts = new List<string>(fqn.Length);
        foreach (var part in fqn)
        {
            parts.AddRange(part.Split('.'));
        }

        var wanted = pattern.Split('.');
        if (wanted.Length > parts.Count)
        {
            return false;
        }

        for (var i = 0; i < wanted.Length; i++)
        {
            if (Wildcard.Has(wanted[i]) ? !Wildcard.Matches(string.Join('.', parts[i..]), string.Join('.', wanted[i..])) && !Wildcard.Matches(parts[i], wanted[i]) : parts[i] != wanted[i])
            {
                return false;
            }
        }

        return true;
    }
}
