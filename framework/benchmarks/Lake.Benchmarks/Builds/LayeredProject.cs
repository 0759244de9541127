using System.Globalization;
using System.Text;

namespace Lake.Benchmarks.Builds;

/// <summary>
/// A project such as people have: seeds, staging views over them, views and tables in between, tables and incremental
/// models on top, and tests of keys, references and values spread evenly. dbt runs it as it stands.
/// </summary>
internal static class LayeredProject
{
    private const int Seeds = 10;
    private const int Rows = 200;

    /// <summary>The last model of each layer, in percent of all.</summary>
    private static readonly (string Name, int End)[] Layers = [("staging", 20), ("intermediate", 55), ("marts", 100)];

    public static void Write(string folder, int models, int tests)
    {
        Directory.CreateDirectory(Path.Combine(folder, "seeds"));
        File.WriteAllText(Path.Combine(folder, "dbt_project.yml"), "name: layered\nversion: '1.0'\nprofile: layered\nmodels:\n  layered:\n    +materialized: table\n");
        File.WriteAllText(Path.Combine(folder, "profiles.yml"), "layered:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: layered.duckdb, threads: 2}\n");
        for (var i = 0; i < Seeds; i++)
        {
            File.WriteAllText(Path.Combine(folder, "seeds", string.Create(CultureInfo.InvariantCulture, $"raw_{i}.csv")), Seed(i));
        }

        var from = 0;
        foreach (var (layer, end) in Layers)
        {
            var to = models * end / 100;
            WriteLayer(Path.Combine(folder, "models", layer), from, to, models, tests);
            from = to;
        }
    }

    private static void WriteLayer(string folder, int from, int to, int models, int tests)
    {
        Directory.CreateDirectory(folder);
        var properties = new StringBuilder("version: 2\nmodels:\n");
        for (var i = from; i < to; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{Name(i)}.sql"), Sql(i, models));
            properties.Append(CultureInfo.InvariantCulture, $"  - name: {Name(i)}\n    description: Rows of model {i}, from those before it.\n");
            if (Tests(i, models, tests) is { Length: > 0 } columns)
            {
                properties.Append("    columns:\n").Append(columns);
            }
        }

        File.WriteAllText(Path.Combine(folder, "models.yml"), properties.ToString());
    }

    private static string Tests(int model, int models, int tests)
    {
        var text = new StringBuilder();
        foreach (var column in Enumerable.Range(0, tests)
            .SkipWhile(t => (long)t * models / tests < model).TakeWhile(t => (long)t * models / tests == model)
            .Select(t => Test(t, model, models)).GroupBy(t => t.Column))
        {
            text.Append(CultureInfo.InvariantCulture, $"      - name: {column.Key}\n        data_tests: [{string.Join(", ", column.Select(t => t.Test))}]\n");
        }

        return text.ToString();
    }

    /// <summary>Four kinds in turn.</summary>
    private static (string Column, string Test) Test(int test, int model, int models) => (test % 4) switch
    {
        0 => ("id", "unique"),
        1 => ("id", "not_null"),
        2 => ("customer_id", $"{{relationships: {{arguments: {{to: ref('{Parent(model, models, 3)}'), field: id}}}}}}"),
        _ => ("kind", "{accepted_values: {arguments: {values: [card, cash, coupon]}}}"),
    };

    private static string Name(int model) => string.Create(CultureInfo.InvariantCulture, $"model_{model:0000}");

    /// <summary>A seed below the staging layer, a model of the layer below or earlier in the same one above it.</summary>
    private static string Parent(int model, int models, int step)
    {
        var staging = models * Layers[0].End / 100;
        return model < staging ? string.Create(CultureInfo.InvariantCulture, $"raw_{(model + step) % Seeds}")
            : model < models * Layers[1].End / 100 ? Name((model * step) % staging)
            : Name(staging + ((model * step) % (model - staging)));
    }

    private static string Sql(int model, int models)
    {
        var (first, second) = (Parent(model, models, 7), Parent(model, models, 11));
        if (model < models * Layers[0].End / 100)
        {
            return $$$"""
                {{ config(materialized='view') }}
                with source as (
                    select * from {{ ref('{{{first}}}') }}
                )
                select id, customer_id, lower(kind) as kind, cast(amount as double) as amount, cast(updated_at as timestamp) as updated_at
                from source

                """;
        }

        var kind = (model % 10) switch { 0 => "incremental", < 4 => "view", _ => "table" };
        return (kind, model < models * Layers[1].End / 100) switch
        {
            ("incremental", _) => $$$"""
                {{ config(materialized='incremental', unique_key='id') }}
                select a.id, a.customer_id, a.kind, a.amount + {{ var('surcharge', 0) }} as amount, a.updated_at
                from {{ ref('{{{first}}}') }} as a
                {% if is_incremental() %}
                where a.updated_at > (select max(updated_at) from {{ this }})
                {% endif %}

                """,
            ("view", true) => $$$"""
                {{ config(materialized='view') }}
                select a.id, b.customer_id, a.kind, a.amount + b.amount as amount, greatest(a.updated_at, b.updated_at) as updated_at
                from {{ ref('{{{first}}}') }} as a
                join {{ ref('{{{second}}}') }} as b on a.id = b.id

                """,
            _ => $$$"""
                {% set kinds = ['card', 'cash', 'coupon'] %}
                select
                    a.id,
                    a.customer_id,
                    a.kind,
                    {%- for kind in kinds %}
                    sum(case when b.kind = '{{ kind }}' then b.amount else 0 end) as {{ kind }}_amount,
                    {%- endfor %}
                    sum(a.amount) as amount,
                    max(b.updated_at) as updated_at
                from {{ ref('{{{first}}}') }} as a
                left join {{ ref('{{{second}}}') }} as b on a.id = b.id
                group by 1, 2, 3

                """,
        };
    }

    private static string Seed(int seed)
    {
        var rows = new StringBuilder("id,customer_id,kind,amount,updated_at\n");
        for (var id = 1; id <= Rows; id++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{id},{1 + ((id * (seed + 3)) % Rows)},{(id % 3) switch { 0 => "card", 1 => "cash", _ => "coupon" }},{id * 1.25:0.00},2024-01-{1 + (id % 28):00} 0{id % 10}:00:00\n");
        }

        return rows.ToString();
    }
}
