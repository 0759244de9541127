using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Selecting;

/// <summary>dbt's selection methods.</summary>
internal static class SelectorMethods
{
    /// <summary>Takes what a named selector selects.</summary>
    public const string SelectorMethod = "selector";

    private static readonly Dictionary<string, Func<LoadedProject, Criterion, Node, bool>> Methods = new(StringComparer.Ordinal)
    {
        ["fqn"] = (_, c, n) => n is not SourceNode and not OperationNode && FqnMatch.Matches(n, c.Value),
        ["tag"] = (_, c, n) => n.Tags.Any(t => Wildcard.Matches(t, c.Value)),
        ["path"] = (_, c, n) => PathMatches(n.OriginalFilePath, c.Value),
        ["file"] = (_, c, n) => Wildcard.Matches(Path.GetFileName(n.OriginalFilePath), c.Value)
            || Wildcard.Matches(Path.GetFileNameWithoutExtension(n.OriginalFilePath), c.Value),
        ["package"] = (p, c, n) => Wildcard.Matches(n.PackageName, c.Value == "this" ? p.Settings.Name : c.Value),
        ["source"] = (_, c, n) => n is SourceNode source && SourceMatches(source, c.Value),
        ["exposure"] = (_, c, n) => n is ExposureNode && NameMatches(n, c.Value),
        ["metric"] = (_, c, n) => n is MetricNode && NameMatches(n, c.Value),
        ["semantic_model"] = (_, c, n) => n is SemanticModelNode && NameMatches(n, c.Value),
        ["saved_query"] = (_, c, n) => n is SavedQueryNode && NameMatches(n, c.Value),
        ["unit_test"] = (_, c, n) => n is UnitTestNode && NameMatches(n, c.Value),
        ["group"] = (_, c, n) => n.Config.Group is { } group && Wildcard.Matches(group, c.Value),
        ["access"] = (_, c, n) => n is ModelNode model && model.Access == c.Value,
        ["config"] = (_, c, n) => ConfigMatches(n, c),
        ["resource_type"] = (_, c, n) => n.ResourceType.Word() == c.Value,
        ["test_name"] = (_, c, n) => (n is TestNode { Metadata: { } metadata } && Wildcard.Matches(metadata.Name, c.Value)) || (n is UnitTestNode && Wildcard.Matches(n.Name, c.Value)),
        ["test_type"] = (_, c, n) => TestTypeMatches(n, c.Value),
        ["version"] = (_, c, n) => VersionMatches(n, c.Value),
    };

    /// <summary>Those of the walker and of <see cref="StateMethods"/> included.</summary>
    public static readonly string[] Names = [.. Methods.Keys, .. StateMethods.Names, SelectorMethod];

    public static IEnumerable<string> Select(LoadedProject project, Criterion criterion)
    {
        var method = Methods[criterion.Method];
        return project.Nodes.Values.Where(n => method(project, criterion, n)).Select(n => n.UniqueId);
    }

    private static bool PathMatches(string path, string pattern)
    {
        var wanted = pattern.Replace('\\', '/').TrimEnd('/');
        wanted = wanted.StartsWith("./", StringComparison.Ordinal) ? wanted[2..] : wanted;
        return Wildcard.Has(wanted)
            ? Prefixes(path).Any(p => Wildcard.Matches(p, wanted))
            : path == wanted || path.StartsWith(wanted + "/", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }

        yield return path;
    }

    private static bool SourceMatches(SourceNode source, string value)
    {
        var parts = value.Split('.');
        return parts switch
        {
            [var name] => Wildcard.Matches(source.SourceName, name) || name == "*",
            [var name, var table] => Wildcard.Matches(source.SourceName, name) && Wildcard.Matches(source.Name, table),
            [var package, var name, var table] => Wildcard.Matches(source.PackageName, package)
                && Wildcard.Matches(source.SourceName, name) && Wildcard.Matches(source.Name, table),
            _ => false,
        };
    }

    private static bool NameMatches(Node node, string value)
    {
        var dot = value.IndexOf('.', StringComparison.Ordinal);
        return Wildcard.Matches(node.Name, value)
            || (dot > 0 && Wildcard.Matches(node.PackageName, value[..dot]) && Wildcard.Matches(node.Name, value[(dot + 1)..]));
    }

    private static bool TestTypeMatches(Node node, string type) => type switch
    {
        "generic" or "schema" => node is TestNode { IsGeneric: true },
        "singular" => node is TestNode { IsGeneric: false },
        "data" => node is TestNode,
        "unit" => node is UnitTestNode,
        _ => false,
    };

    private static bool VersionMatches(Node node, string value)
    {
        if (node is not ModelNode { Version: { } version, LatestVersion: { } latest })
        {
            return value == "none" && node is ModelNode;
        }

        var order = Versions.Compare(version, latest);
        return value switch
        {
            "latest" => order == 0,
            "prerelease" => order > 0,
            "old" => order < 0,
            _ => false,
        };
    }

    private static bool ConfigMatches(Node node, Criterion criterion)
    {
        object? value = node.Config.Values;
        foreach (var part in criterion.Arguments)
        {
            if (value is not ValueMap map || !map.TryGetValue(part, out value))
            {
                return false;
            }
        }

        return value switch
        {
            ValueList list => list.Any(item => Same(item, criterion.Value)),
            ValueMap map => map.Keys.Any(key => Wildcard.Matches(key, criterion.Value)),
            _ => Same(value, criterion.Value),
        };
    }

    private static bool Same(object? value, string pattern) => value is bool flag
        ? string.Equals(pattern, flag ? "true" : "false", StringComparison.OrdinalIgnoreCase)
        : value is not null && Wildcard.Matches(PlainValues.Text(value), pattern);
}
