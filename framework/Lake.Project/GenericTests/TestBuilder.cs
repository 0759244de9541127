using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Configs;
using Lake.Project.Contexts;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Rendering;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.GenericTests;

/// <summary>Entries under <c>data_tests:</c> to test nodes.</summary>
internal sealed class TestBuilder(Workspace workspace, NodeAssembler assembler, RelationNames names)
{
    /// <summary>Tests whose macro only selects from what it is given, so that their arguments tell all they depend on.</summary>
    private static readonly string[] Simple = ["accepted_values", "relationships"];

    public TestNode? Build(TestTarget target, TestEntry entry)
    {
        var definition = new TestDefinitionReader(target, s => Rendered(s, target.File.Package), workspace.Report).Read(entry);
        if (definition is null)
        {
            return null;
        }

        var package = definition.Namespace ?? target.File.Package;
        var macros = workspace.Environment.Macros;
        var macro = definition.Namespace is null
            ? macros.Find("test_" + definition.TestName, package)
            : macros.TryGet(definition.Namespace, "test_" + definition.TestName, out var named) ? named : null;
        if (macro is null)
        {
            workspace.Report(Unknown(definition, target));
            return null;
        }

        TestArguments.Check(definition, macro, target, workspace.Report);
        return Node(target, entry, definition, macro);
    }

    private TestNode Node(TestTarget target, TestEntry entry, TestDefinition definition, Macro macro)
    {
        var (config, fileName, fullName) = Names(target, definition);
        var kwargs = definition.Arguments.With("model", $"{{{{ get_where_subquery({target.Call}) }}}}");
        var package = target.File.Package;
        var hash = TestNaming.Hash(fullName, definition.Namespace, definition.TestName, kwargs);
        var code = new SourceFile($"{target.Source.Path} ({fullName})", RawCode(definition, config));
        var folders = target.File.OriginalPath.Split('/')[1..^1];
        var node = new TestNode
        {
            UniqueId = $"test.{package}.{fullName}.{hash}",
            Name = fullName,
            PackageName = package,
            Path = fileName + ".sql",
            OriginalFilePath = target.File.OriginalPath,
            Source = target.Source,
            Span = definition.Location.Span,
            Fqn = [package, .. folders, fullName],
            Code = code,
            CodeSpan = new TextSpan(0, code.Text.Length),
            Metadata = new TestMetadata(definition.TestName, definition.Namespace, kwargs),
            ColumnName = entry.ColumnName,
            AttachedNode = target.AttachedNode,
            FileKeyName = target.FileKeyName,
        };
        node.Description = definition.Description;
        node.Tags =
        [
            .. target.Tags.Concat(entry.ColumnTags).Concat(ConfigMerge.AsList(config.Find("tags")).OfType<string>())
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        node.ConfigCall = config;
        assembler.Configure(node, ValueMap.Empty, config);
        Capture(node, macro, target);
        names.Set(node);
        return node;
    }

    private static (ValueMap Config, string FileName, string FullName) Names(TestTarget target, TestDefinition definition)
    {
        if (definition.Name is { } given)
        {
            return (definition.Config, given, given);
        }

        var type = (definition.Namespace is null ? "" : definition.Namespace + "_") + (target.SourceName is null ? "" : "source_") + definition.TestName;
        var targetName = target.SourceName is not null ? $"{target.SourceName}_{target.Name}"
            : target.Version is null ? target.Name : $"{target.Name}_v{Versions.Text(target.Version)}";
        var (shortName, fullName) = TestNaming.Names(type, targetName, definition.Arguments);
        var config = shortName != fullName && !definition.Config.ContainsKey("alias")
            ? definition.Config.With("alias", shortName)
            : definition.Config;
        return (config, shortName, fullName);
    }

    private void Capture(TestNode node, Macro macro, TestTarget target)
    {
        if (macro.PackageName == MacroRegistry.BuiltInPackage && macro.Definition.Name is "unique" or "not_null")
        {
            node.Refs = target.SourceName is null ? [new RefCall(null, target.Name, target.Version, null)] : [];
            node.Sources = target.SourceName is null ? [] : [new SourceCall(target.SourceName, target.Name, null)];
            node.DependsOnMacros = [macro.UniqueId];
            return;
        }

        var kwargs = node.Metadata?.Kwargs ?? ValueMap.Empty;
        if (macro.PackageName != MacroRegistry.BuiltInPackage || !Simple.Contains(macro.Definition.Name, StringComparer.Ordinal)
            || !Literal(kwargs, out var capture))
        {
            capture = assembler.Render(node);

            // The macro may configure the test as well, as dbt_utils sets fail_calc.
            node.ConfigCall = capture.Config;
            assembler.Configure(node, ValueMap.Empty, capture.Config);
        }

        node.Refs = capture.Refs;
        node.Sources = capture.Sources;
        node.DependsOnMacros = [macro.UniqueId, .. capture.Macros.Where(m => m != macro.UniqueId)];
    }

    /// <summary>Whether every argument that dbt would render is one literal call.</summary>
    private bool Literal(ValueMap kwargs, out ParseCapture capture)
    {
        capture = new ParseCapture();
        foreach (var (key, value) in kwargs)
        {
            var text = value as string;
            if (key == "model" && text is not null)
            {
                text = text["{{ get_where_subquery(".Length..^") }}".Length];
                capture.AddMacro(workspace.Environment.Macros.Find("get_where_subquery", workspace.Environment.Settings.Name)?.UniqueId
                    ?? "macro.dbt.get_where_subquery");
            }
            else if (text is null ? value is ValueList or ValueMap && HasTemplate(value) : !LiteralCalls.IsTemplate(text))
            {
                if (text is null)
                {
                    return false;
                }

                continue;
            }
            else if (text is null)
            {
                continue;
            }

            if (LiteralCalls.Ref(text) is { } reference)
            {
                capture.AddRef(reference);
            }
            else if (LiteralCalls.Source(text) is { } source)
            {
                capture.AddSource(source);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasTemplate(object? value) => value switch
    {
        string text => LiteralCalls.IsTemplate(text),
        ValueList list => list.Any(HasTemplate),
        ValueMap map => map.Values.Any(HasTemplate),
        _ => false,
    };

    private static string RawCode(TestDefinition definition, ValueMap config)
    {
        var macro = (definition.Namespace is null ? "" : definition.Namespace + ".") + "test_" + definition.TestName;
        var settings = string.Join(',', config.Select(p => p.Value is string text
            ? $"{p.Key}=\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"{p.Key}={PlainValues.Repr(p.Value)}"));
        return $"{{{{ {macro}(**_dbt_generic_test_kwargs) }}}}" + (settings.Length == 0 ? "" : $"{{{{ config({settings}) }}}}");
    }

    private object? Rendered(YamlScalar scalar, string package)
    {
        if (!TemplateText.HasJinja(scalar.Text))
        {
            return scalar.Text;
        }

        try
        {
            return EmbeddedTemplate.Evaluate(scalar, TemplateContexts.ForProperties(workspace.Environment, package));
        }
        catch (DiagnosticException e)
        {
            workspace.Report(e);
            return null;
        }
    }

    private Diagnostic Unknown(TestDefinition definition, TestTarget target)
    {
        var macros = workspace.Environment.Macros;
        var packages = definition.Namespace is null ? new[] { target.File.Package, macros.RootPackage, MacroRegistry.BuiltInPackage } : [definition.Namespace];
        var known = packages.SelectMany(p => macros.InPackage(p).Keys).Where(n => n.StartsWith("test_", StringComparison.Ordinal)).Select(n => n["test_".Length..]);
        var elsewhere = macros.All.FirstOrDefault(m => m.Name == "test_" + definition.TestName);
        var full = definition.Namespace is null ? definition.TestName : $"{definition.Namespace}.{definition.TestName}";
        return ProjectRules.UnknownTest.At(
            definition.Location, $"there is no generic test '{full}' (applied to '{target.DisplayName}')",
            definition.Namespace is not null && !macros.Packages.Contains(definition.Namespace)
                ? $"the package '{definition.Namespace}' is not installed"
                : elsewhere is not null ? $"did you mean '{elsewhere.PackageName}.{definition.TestName}'?"
                : Spelling.Hint(definition.TestName, known) ?? $"define it with {{% test {definition.TestName}(model, column_name) %}} in tests/generic or macros");
    }
}
