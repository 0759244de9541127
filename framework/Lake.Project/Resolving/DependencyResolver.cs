using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Resolving;

/// <summary>Calls of <c>ref</c> and <c>source</c> to unique ids; what cannot be resolved is reported at the call.</summary>
/// <param name="root">The project's own package.</param>
/// <param name="restricted">Packages that keep their private and protected models from others.</param>
internal sealed class DependencyResolver(
    string root, NodeFinder finder, NodeFinder disabled, ImmutableHashSet<string> restricted, ImmutableArray<ProjectFile> pythonModels, Action<Diagnostic> report)
{
    /// <returns>Whether everything that it calls is there.</returns>
    public bool Resolve(Node node)
    {
        var (found, isWhole) = (new List<string>(node.Sources.Length + node.Refs.Length), true);
        foreach (var call in node.Sources.Length < 2 ? node.Sources : [.. node.Sources.DistinctBy(c => (c.SourceName, c.TableName))])
        {
            if (finder.FindSource(call, node.PackageName) is { } source)
            {
                found.Add(source.UniqueId);
                continue;
            }

            isWhole = false;
            if (!IsTestOfDisabled(node, disabled.FindSource(call, node.PackageName)))
            {
                report(Milder(node, UnknownSource(node, call)));
            }
        }

        foreach (var call in AllDiffer(node.Refs) ? node.Refs : [.. node.Refs.DistinctBy(c => (c.Package, c.Name, c.Version))])
        {
            if (finder.FindRef(call, node.PackageName) is { } target)
            {
                found.Add(target.UniqueId);
                CheckAccess(node, call, target);
                continue;
            }

            isWhole = false;
            if (!IsTestOfDisabled(node, disabled.FindRef(call, node.PackageName)) && !IsTestOfUndescribed(node, call))
            {
                report(Milder(node, UnknownRef(node, call)));
            }
        }

        node.DependsOn = found.Count < 2 || (found.Count == 2 && found[0] != found[1]) ? [.. found] : [.. found.Distinct(StringComparer.Ordinal)];
        return isWhole;
    }

    /// <summary>Told by their names alone, and where they are few: most nodes read each of theirs once.</summary>
    private static bool AllDiffer(ImmutableArray<RefCall> calls)
    {
        for (var i = 1; i < calls.Length; i++)
        {
            for (var before = 0; before < i; before++)
            {
                if (i > 16 || calls[i].Name == calls[before].Name)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Tests of what is switched off are switched off with it.</summary>
    private static bool IsTestOfDisabled(Node node, Node? target) => node is TestNode or UnitTestNode && target is not null;

    /// <summary>Tests written for what does not exist: its properties are told of already.</summary>
    private static bool IsTestOfUndescribed(Node node, RefCall call) =>
        node is TestNode { AttachedNode: null, FileKeyName: { } key } && key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..] == call.Name;

    /// <summary>As in dbt, a test that cannot be resolved is left out, and does not stop the project.</summary>
    private static Diagnostic Milder(Node node, Diagnostic diagnostic) => node is TestNode
        ? diagnostic with { Severity = Severity.Warning, Message = diagnostic.Message + "; the test is left out" }
        : diagnostic;

    private void CheckAccess(Node node, RefCall call, CodeNode target)
    {
        if (target is not ModelNode { Access: "private" or "protected" } model)
        {
            return;
        }

        if (node.PackageName != model.PackageName && restricted.Contains(model.PackageName))
        {
            report(ProjectRules.PrivateRef.At(
                call.Location ?? node.Location, $"'{node.Name}' refers to '{target.Name}', which is {model.Access} to the package '{model.PackageName}'",
                "that package has 'restrict-access: true': refer to one of its models with 'access: public'"));
        }
        else if (model.Access == "private" && node is not TestNode { IsGeneric: true } && model.Config.Group != node.Config.Group)
        {
            report(ProjectRules.PrivateRef.At(
                call.Location ?? node.Location, $"'{node.Name}' refers to '{target.Name}', which is private to the group '{model.Config.Group}'",
                $"put '{node.Name}' into that group, or make '{target.Name}' protected"));
        }
    }

    private Diagnostic UnknownRef(Node node, RefCall call)
    {
        var place = call.Location ?? node.Location;
        if (disabled.FindRef(call, node.PackageName) is { } off)
        {
            return ProjectRules.DisabledRef.At(
                place, $"'{node.Name}' refers to '{call.Name}', which is switched off", "enable it, or remove the reference") with
            {
                Related = [new RelatedPlace(off.Location, "switched off here")],
            };
        }

        var named = finder.Named(call.Name).ToList();
        if (named.Count > 0)
        {
            return call.Package is not null && named.TrueForAll(n => n.PackageName != call.Package)
                ? ProjectRules.UnknownRef.At(
                    place, $"'{node.Name}' refers to '{call.Name}' of the package '{call.Package}', which has none of that name",
                    $"it is in the package '{named[0].PackageName}': ref('{named[0].PackageName}', '{call.Name}')")
                : ProjectRules.UnknownVersion.At(
                    place, $"'{node.Name}' refers to version {Versions.Text(call.Version ?? "?")} of '{call.Name}', which does not exist", KnownVersions(named));
        }

        if (pythonModels.FirstOrDefault(f => f.Stem == call.Name) is { } python)
        {
            return ProjectRules.UnknownRef.At(
                place, $"'{node.Name}' refers to '{call.Name}', which is a Python model, and those are not run",
                $"write it in SQL: {Path.ChangeExtension(python.DisplayPath, ".sql")}, or load what it makes as a source") with
            {
                Related = [new RelatedPlace(python.Start, "the Python model")],
            };
        }

        var hint = finder.RefNames.Contains(Path.GetFileNameWithoutExtension(call.Name), StringComparer.Ordinal)
            ? $"leave the extension out: ref('{Path.GetFileNameWithoutExtension(call.Name)}')"
            : Spelling.Hint(call.Name, finder.RefNames);
        var elsewhere = finder.SourceNames.FirstOrDefault(s => s.Table == call.Name);
        return ProjectRules.UnknownRef.At(
            place, $"'{node.Name}' refers to '{Asked(call)}', and there is no model, seed or snapshot of that name",
            elsewhere.Table is not null ? $"it is a source table: use source('{elsewhere.Source}', '{elsewhere.Table}')"
            : hint ?? $"write models/{call.Name}.sql, or correct the name");
    }

    private Diagnostic UnknownSource(Node node, SourceCall call)
    {
        var place = call.Location ?? node.Location;
        if (disabled.FindSource(call, node.PackageName) is { } off)
        {
            return ProjectRules.DisabledSource.At(
                place, $"'{node.Name}' reads the source '{call.SourceName}.{call.TableName}', which is switched off",
                "enable it, or remove the reference") with
            {
                Related = [new RelatedPlace(off.Location, "switched off here")],
            };
        }

        var tables = finder.SourceNames.Where(s => s.Source == call.SourceName).Select(s => s.Table).ToList();
        return tables.Count > 0
            ? ProjectRules.UnknownSource.At(
                place, $"'{node.Name}' reads '{call.SourceName}.{call.TableName}', and the source '{call.SourceName}' has no such table",
                Spelling.Hint(call.TableName, tables) ?? $"add it under 'tables:'; there are: {string.Join(", ", tables.Order(StringComparer.Ordinal).Take(8))}")
            : ProjectRules.UnknownSource.At(
                place, $"'{node.Name}' reads '{call.SourceName}.{call.TableName}', and there is no source '{call.SourceName}'",
                Spelling.Hint(call.SourceName, finder.SourceNames.Select(s => s.Source).Distinct(StringComparer.Ordinal))
                    ?? "declare it under 'sources:' in a .yml file of the models folder");
    }

    private string Asked(RefCall call) => call.Package is null || call.Package == root ? call.Name : $"{call.Package}.{call.Name}";

    private static string KnownVersions(IEnumerable<CodeNode> named)
    {
        var versions = named.OfType<ModelNode>().Select(m => m.Version).OfType<object>().Order(Comparer<object>.Create(Versions.Compare)).Select(Versions.Text).ToImmutableArray();
        return versions.IsEmpty ? "it has no versions: leave 'version' out" : $"its versions are: {string.Join(", ", versions)}";
    }
}
