using System.Text;
using Lake.Jinja.Builtins;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Adapters;
using Lake.Project.Contexts.Functions;
using Lake.Project.Contexts.Relations;
using Lake.Project.Contexts.Tables;
using Lake.Project.Macros;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Reference;

/// <summary><c>docs/reference/jinja.md</c>: names as the program knows them, each with its line of <c>jinja.txt</c>.</summary>
public class JinjaPageTests
{
    private static readonly Dictionary<string, Dictionary<string, (string Signature, string Meaning)>> Lines = Read();

    private static readonly (string Section, string Title, string About, Func<IEnumerable<(string Name, string? Signature)>> Names)[] Sections =
    [
        ("names", "Names", "What SQL, hooks and tests can name. In the project file and in profiles there are `var`, `env_var`, `target`, `modules` and the functions of values; in descriptions there is `doc` too.",
            () => Plain(ContextNames.All.Where(n => !n.StartsWith('_')))),
        ("globals", "Functions of Jinja", "", () => Plain(BuiltinNames.Globals)),
        ("adapter", "adapter", "While the project is read, what would ask the warehouse gives nothing.", () => Plain(AdapterValue.MemberNames)),
        ("relation", "Relation", "A table or view: `this`, what `ref` and `source` give, and what `api.Relation.create(database, schema, identifier, type)` makes.",
            () => Plain(RelationMembers.Table.Names)),
        ("column", "Column", "What `adapter.get_columns_in_relation` gives.", () => Plain(ColumnValue.Table.Names)),
        ("column factory", "api.Column", "", () => Plain(Lines["column factory"].Keys)),
        ("table", "Rows of a query", "What `run_query` and the `table` of `load_result` are.", () => Plain(TableValue.Members.Names)),
        ("table column", "Columns of such rows", "", () => Plain(TableColumn.Members.Names)),
        ("config", "config", "", () => Plain(ConfigValue.Members.Names)),
        ("exceptions", "exceptions", "", () => Plain(ExceptionsValue.Members.Names)),
        ("filters", "Filters", "", () => BuiltinNames.Filters.Select(f => (f.Name, (string?)Call(f.Name, f.Parameters)))),
        ("tests", "Tests", "What may stand behind `is`.", () => BuiltinNames.Tests.Select(t => (t.Name, (string?)Call(t.Name, t.Parameters)))),
        ("macros", "Macros", "The built-in macros, package `dbt`. A macro of your own by the same name takes the place of one; `default__`, `duckdb__` and `trino__` before a name are its variants.",
            Macros),
    ];

    [Fact]
    public void The_page_is_what_the_program_knows()
    {
        var text = new StringBuilder("# Jinja\n\nThis page is generated from the names that `lake` gives to templates.\n");
        var missing = new List<string>();
        foreach (var (section, title, about, names) in Sections)
        {
            text.Append("\n## ").Append(title).Append("\n\n").Append(about).Append(about.Length > 0 ? "\n\n" : "").Append("| | |\n|---|---|\n");
            foreach (var (name, signature) in names().OrderBy(n => n.Name, StringComparer.Ordinal))
            {
                if (!Lines[section].Remove(name, out var line))
                {
                    missing.Add($"[{section}] {name}");
                }

                text.Append("| `").Append((signature ?? line.Signature)?.Replace("|", "\\|", StringComparison.Ordinal)).Append("` | ").Append(line.Meaning).Append(" |\n");
            }
        }

        missing.ShouldBeEmpty("write a line for each of them into jinja.txt");
        Lines.SelectMany(s => s.Value.Keys.Select(name => $"[{s.Key}] {name}")).ShouldBeEmpty("these lines of jinja.txt have no name");
        Baseline.Check(Path.Combine(Baseline.Folder(["..", "..", "..", "docs", "reference"]), "jinja.md"), text.ToString());
    }

    private static IEnumerable<(string Name, string? Signature)> Plain(IEnumerable<string> names) => names.Distinct().Select(name => (name, (string?)null));

    private static IEnumerable<(string Name, string? Signature)> Macros()
    {
        using var project = new ProjectCase("--- dbt_project.yml\nname: shop\n");
        return [.. project.Load().Macros.All
            .Where(m => m.PackageName == MacroRegistry.BuiltInPackage && !m.Name.StartsWith("materialization_", StringComparison.Ordinal))
            .Where(m => !m.Name.StartsWith("default__", StringComparison.Ordinal) && !m.Name.StartsWith("duckdb__", StringComparison.Ordinal) && !m.Name.StartsWith("trino__", StringComparison.Ordinal))
            .Select(m => (Name: m.Name.StartsWith("test_", StringComparison.Ordinal) ? m.Name["test_".Length..] : m.Name, m.Definition))
            .DistinctBy(m => m.Name)
            .Select(m => (m.Name, (string?)$"{m.Name}({string.Join(", ", m.Definition.Parameters.Select(p => p.Name))})"))];
    }

    /// <summary>Without the value that stands before the filter or test.</summary>
    private static string Call(string name, string parameters)
    {
        var rest = parameters.Split(", ")[1..];
        return rest.Length == 0 ? name : $"{name}({string.Join(", ", rest)})";
    }

    private static Dictionary<string, Dictionary<string, (string Signature, string Meaning)>> Read()
    {
        var sections = new Dictionary<string, Dictionary<string, (string, string)>>();
        Dictionary<string, (string, string)> current = [];
        foreach (var line in File.ReadLines(Path.Combine(Baseline.Folder([]), "jinja.txt")).Where(l => l.Length > 0))
        {
            if (line is ['[', .. var title, ']'])
            {
                sections.Add(title, current = []);
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var signature = line[..colon].Trim();
            current.Add(signature.Split('(')[0], (signature, line[(colon + 2)..]));
        }

        return sections;
    }
}
