using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>The catalogue of diagnostics, found by reflection.</summary>
public partial class DiagnosticsTests
{
    private static readonly List<(string Library, string Field, DiagnosticRule Rule)> Rules = [.. Find()];

    [Fact]
    public void Rules_stand_in_classes_named_after_them() =>
        Rules.Where(r => !r.Field.Split('.')[0].EndsWith("Rules", StringComparison.Ordinal)).Select(r => r.Field).ShouldBeEmpty();

    [Fact]
    public void Ids_are_unique() =>
        Rules.GroupBy(r => r.Rule.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(r => r.Field))}").ShouldBeEmpty();

    [Fact]
    public void Ids_are_readable() => Rules.Select(r => r.Rule.Id).ShouldAllBe(id => KebabCase().IsMatch(id));

    [Fact]
    public void Every_rule_is_reached_by_a_test()
    {
        var tests = string.Join('\n', Repository.Files
            .Where(f => f.Contains(".Tests/", StringComparison.Ordinal) && !f.Contains("House", StringComparison.Ordinal))
            .Where(f => Path.GetExtension(f) is ".cs" or ".txt" or ".json" or ".md" or ".sql" or ".yml" or ".out" or ".case")
            .Select(Repository.Read));
        Rules.Where(r => !tests.Contains(r.Rule.Id, StringComparison.Ordinal) && !tests.Contains(r.Field, StringComparison.Ordinal))
            .Select(r => $"{r.Field} ({r.Rule.Id})").ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_page_lists_them_all()
    {
        var page = new StringBuilder("""
            # Diagnostics

            Every message of `lake` carries one of these ids. This page is generated from the code.

            | id | severity | what it means and what to do | from |
            |---|---|---|---|

            """);
        foreach (var (library, _, rule) in Rules.OrderBy(r => r.Rule.Id, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {DiagnosticText.Name(rule.Severity)} | {rule.Summary.Replace("|", "\\|", StringComparison.Ordinal)} | {library} |\n");
        }

        Baseline.Check(Path.Combine(Repository.Root, "docs", "diagnostics.md"), page.ToString());
    }

    private static IEnumerable<(string Library, string Field, DiagnosticRule Rule)> Find() =>
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        let name = Path.GetFileNameWithoutExtension(file)
        where name == "lake" || (name.StartsWith("Lake.", StringComparison.Ordinal) && !name.Contains("Test", StringComparison.Ordinal))
        from type in Assembly.LoadFrom(file).GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(DiagnosticRule)
        let rule = field.GetValue(null) as DiagnosticRule
        where rule is not null
        select (name, $"{type.Name}.{field.Name}", rule);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
