using Lake.Project.Artifacts;
using Lake.Project.Nodes;
using Lake.Project.Selecting;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Selecting;

/// <summary>Named selectors, and selections that compare with an earlier run. What is expected is what dbt 1.12.6 selects.</summary>
public class SelectorTests
{
    private static readonly string Case = File.ReadAllText(Path.Combine(Baseline.Folder([]), "shop.case"));

    [Theory]
    [InlineData("s1", "b")]
    [InlineData("s2", "")]
    [InlineData("s3", "a b unique_a_id")]
    [InlineData("s4", "b board c relationships_b_id__id__ref_a_")]
    [InlineData("s5", "a relationships_b_id__id__ref_a_ unique_a_id")]
    [InlineData("s6", "b board c d relationships_b_id__id__ref_a_ s unique_a_id")]
    [InlineData("s7", "a unique_a_id")]
    [InlineData("s8", "a unique_a_id")]
    [InlineData("without_unique", "a relationships_b_id__id__ref_a_")]
    [InlineData("inherits", "a relationships_b_id__id__ref_a_")]
    public void A_named_selector_selects_what_dbt_selects(string name, string expected)
    {
        using var project = new ProjectCase(Case);
        Names(project, new SelectionOptions { Selector = name }).ShouldBe(expected);
    }

    [Fact]
    public void The_default_selector_is_for_command_lines_that_select_nothing()
    {
        using var project = new ProjectCase(Case);
        Names(project, new SelectionOptions()).ShouldBe("c");
        Names(project, new SelectionOptions { Select = ["d"] }).ShouldBe("d");
    }

    [Fact]
    public void Selectors_are_a_method_of_the_command_line()
    {
        using var project = new ProjectCase(Case);
        Names(project, new SelectionOptions { Select = ["selector:s1+"] }).ShouldBe("b board c relationships_b_id__id__ref_a_");
        Names(project, new SelectionOptions { Select = ["selector:s[17]"] }).ShouldBe("a b unique_a_id");
    }

    [Theory]
    [InlineData("new", "e")]
    [InlineData("old", "a b board c d relationships_b_id__id__ref_a_ s unique_a_id x")]
    [InlineData("modified", "a b board c d e s x")]
    [InlineData("unmodified", "relationships_b_id__id__ref_a_ unique_a_id")]
    [InlineData("modified.body", "a d e s")]
    [InlineData("modified.configs", "e")]
    [InlineData("modified.persisted_descriptions", "c e")]
    [InlineData("modified.relation", "d e x")]
    [InlineData("modified.macros", "b")]
    [InlineData("modified.contract", "e")]
    public void A_state_is_compared_as_dbt_compares_it(string state, string expected)
    {
        using var project = new ProjectCase(Case);
        using var earlier = new TemporaryFolder();
        File.Copy(ManifestWriter.Write(project.Load(), new Dictionary<string, CompiledRecord>()), earlier["manifest.json"]);
        Edit(project, "models/a.sql", "1 as id", "2 as id");
        Edit(project, "macros/two.sql", "}1{", "}3{");
        Edit(project, "models/p.yml", "c1", "c2");
        Edit(project, "models/p.yml", "a@b.c", "d@b.c");
        Edit(project, "models/p.yml", "description: first", "description: other");
        Edit(project, "models/p.yml", "tables: [{name: x}]", "tables: [{name: x, identifier: y}]");
        Edit(project, "seeds/s.csv", "1", "2");
        Edit(project, "models/d.sql", "select", "{{ config(alias=\"dd\", tags=[\"q\"]) }} select");
        File.WriteAllText(project.Folder["models/e.sql"], "{{ config(materialized='table') }} select 1 as id");
        var options = new SelectionOptions { Select = ["state:" + state], StateDirectory = earlier.Path, Indirect = IndirectSelection.Empty };
        Names(project, options).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "- {name: a, data_type: bigint}", "", "warning: the column 'id' was removed")]
    [InlineData("", "- {name: id, data_type: varchar(9)}", "", "warning: the column 'id' was int and is varchar(9)")]
    [InlineData("", "- {name: ID, data_type: INT(4)}", "", "warning: the column 'id' was removed")]
    [InlineData("", "- {name: id, data_type: INT(4)}", "", "")]
    [InlineData("", "- {name: id, data_type: int}\n      - {name: more, data_type: int}", "", "")]
    [InlineData("enforced: false", "- {name: id, data_type: int}", "", "warning: it is no longer enforced")]
    [InlineData("", "- {name: id, data_type: int, constraints: []}", "", "warning: the not_null constraint on the column 'id' was removed")]
    [InlineData("", "- {name: id, data_type: int, constraints: [{type: not_null}]}", "view", "warning: it was materialized as table and is view, which holds no constraints")]
    public void A_contract_that_is_broken_since_is_told(string contract, string columns, string materialized, string expected)
    {
        const string Properties = """
            models:
              - name: m
                config: {materialized: table, contract: {enforced: true}}
                columns:
                  - {name: id, data_type: int, constraints: [{type: not_null}]}
            """;
        var isAboutConstraints = materialized.Length > 0 || columns.Contains("constraints", StringComparison.Ordinal);
        using var project = new ProjectCase($"--- dbt_project.yml\nname: shop\nversion: '1.0'\n--- models/m.sql\nselect 1 as id\n--- models/m.yml\n{(isAboutConstraints ? Properties : Properties.Replace(", constraints: [{type: not_null}]", "", StringComparison.Ordinal))}\n");
        using var earlier = new TemporaryFolder();
        File.Copy(ManifestWriter.Write(project.Load(), new Dictionary<string, CompiledRecord>()), earlier["manifest.json"]);
        var now = Properties.Replace("- {name: id, data_type: int, constraints: [{type: not_null}]}", columns, StringComparison.Ordinal);
        now = contract.Length == 0 ? now : now.Replace("enforced: true", contract, StringComparison.Ordinal);
        File.WriteAllText(project.Folder["models/m.yml"], materialized.Length == 0 ? now : now.Replace("materialized: table", $"materialized: {materialized}", StringComparison.Ordinal));
        Broken(project, earlier).ShouldBe(expected);
    }

    [Fact]
    public void A_contract_of_a_version_that_is_broken_is_an_error()
    {
        using var project = new ProjectCase("""
            --- dbt_project.yml
            name: shop
            version: '1.0'
            --- models/m_v1.sql
            select 1 as id
            --- models/gone.sql
            select 1 as id
            --- models/late.sql
            select 1 as id
            --- models/p.yml
            models:
              - name: m
                config: {contract: {enforced: true}}
                columns: [{name: id, data_type: int}]
                versions: [{v: 1}]
              - name: gone
                config: {contract: {enforced: true}}
                columns: [{name: id, data_type: int}]
              - name: late
                deprecation_date: 2020-01-01
                config: {contract: {enforced: true}}
                columns: [{name: id, data_type: int}]
            """);
        using var earlier = new TemporaryFolder();
        File.Copy(ManifestWriter.Write(project.Load(), new Dictionary<string, CompiledRecord>()), earlier["manifest.json"]);
        File.Delete(project.Folder["models/gone.sql"]);
        File.Delete(project.Folder["models/late.sql"]);
        File.WriteAllText(project.Folder["models/p.yml"], "models: [{name: m, versions: [{v: 1}]}]");
        Broken(project, earlier).ShouldBe("warning: the model was deleted, renamed or disabled\nerror: it is no longer enforced; the column 'id' was removed");
    }

    [Fact]
    public void What_is_configured_by_templates_is_compared_as_it_is_written()
    {
        using var project = new ProjectCase("""
            --- dbt_project.yml
            name: shop
            version: '1.0'
            tests:
              +severity: "{{ var('severity', 'warn') }}"
            --- vars.yml
            vars: {schema: raw, severity: warn, kind: view}
            --- models/m.sql
            select 1 as id
            --- models/n.sql
            {{ config(materialized=var("kind"), meta={'a': [var('kind'), 1]}, alias='n_' ~ var('kind'), enabled=not false) }}
            select 1 as id
            --- models/p.yml
            models:
              - name: m
                config: {materialized: "{{ var('kind') }}"}
                data_tests: [{unique: {arguments: {column_name: id}}}]
            sources:
              - name: s
                schema: "{{ var('schema') }}"
                database: "{{ target.database }}"
                tables: [{name: t}]
            """);
        using var earlier = new TemporaryFolder();
        File.Copy(ManifestWriter.Write(project.Load(), new Dictionary<string, CompiledRecord>()), earlier["manifest.json"]);
        Edit(project, "vars.yml", "schema: raw, severity: warn, kind: view", "schema: other, severity: error, kind: table");
        Names(project, new SelectionOptions { Select = ["state:modified"], StateDirectory = earlier.Path }).ShouldBe("");
        var written = project.Load().Of<ModelNode>().Single(m => m.Name == "n").UnrenderedConfig;
        written.Find("materialized").ShouldBe("var('kind')");
        written.Find("meta").ShouldBe("{'a': [var('kind'), 1]}");
        written.Find("alias").ShouldBe("'n_' ~ var('kind')");
        written.Find("enabled").ShouldBe("not False");
    }

    [Theory]
    [InlineData("result:error+", "b board c relationships_b_id__id__ref_a_")]
    [InlineData("result:success", "a")]
    [InlineData("source_status:fresher", "x")]
    [InlineData("source_status:warn", "x")]
    public void Results_and_ages_of_sources_come_from_the_artifacts(string selection, string expected)
    {
        using var project = new ProjectCase(Case);
        using var earlier = new TemporaryFolder();
        File.WriteAllText(earlier["run_results.json"], """{"results": [{"unique_id": "model.shop.a", "status": "success"}, {"unique_id": "model.shop.b", "status": "error"}]}""");
        File.WriteAllText(earlier["sources.json"], """{"results": [{"unique_id": "source.shop.raw.x", "status": "pass", "max_loaded_at": "2026-01-01T00:00:00Z"}]}""");
        Directory.CreateDirectory(project.Folder["target"]);
        File.WriteAllText(project.Folder["target/sources.json"], """{"results": [{"unique_id": "source.shop.raw.x", "status": "warn", "max_loaded_at": "2026-01-02T00:00:00Z"}]}""");
        Names(project, new SelectionOptions { Select = [selection], StateDirectory = earlier.Path, Indirect = IndirectSelection.Empty }).ShouldBe(expected);
    }

    [Fact]
    public void Without_an_earlier_run_the_message_says_what_is_missing()
    {
        using var project = new ProjectCase(Case);
        var failure = Should.Throw<DiagnosticException>(() => Names(project, new SelectionOptions { Select = ["state:modified"] })).Diagnostics.ShouldHaveSingleItem();
        failure.Id.ShouldBe("unreadable-state");
        failure.Hint.ShouldBe("give --state the folder with its artifacts");
    }

    private static string Names(ProjectCase project, SelectionOptions options) =>
        string.Join(' ', NodeSelector.Select(project.Load(), options).Nodes.Where(n => n is not OperationNode).Select(n => n.Name).Order(StringComparer.Ordinal));

    private static string Broken(ProjectCase project, TemporaryFolder earlier) => string.Join('\n', NodeSelector
        .Select(project.Load(), new SelectionOptions { Select = ["state:modified"], StateDirectory = earlier.Path }).Diagnostics
        .Where(d => d.Rule == Rules.SelectionRules.ContractBroken)
        .Select(d => $"{(d.Severity == Severity.Error ? "error" : "warning")}: {d.Message[(d.Message.IndexOf("is broken: ", StringComparison.Ordinal) + 11)..]}"));

    private static void Edit(ProjectCase project, string file, string old, string replacement)
    {
        var text = File.ReadAllText(project.Folder[file]);
        text.ShouldContain(old);
        File.WriteAllText(project.Folder[file], text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
