using System.Globalization;
using System.Text;

namespace Lake.Benchmarks.Native;

/// <summary>A project of any size: layers of models that read two others, each with Jinja, a description and two tests.</summary>
internal static class GeneratedProject
{
    private const int ModelsPerFolder = 100;

    /// <summary>One that dbt reads as well, on DuckDB.</summary>
    public static void WriteForDbt(string folder, int models)
    {
        Write(folder, models, "dbt_project.yml", "profile: generated\n");
        File.WriteAllText(
            Path.Combine(folder, "profiles.yml"), "generated:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: generated.duckdb\n");
    }

    public static void Write(string folder, int models) => Write(folder, models, "lake_project.yml", "");

    /// <summary>Changes one model that others read.</summary>
    /// <returns>Its name.</returns>
    public static string Edit(string folder, int models, int edit)
    {
        var model = models / 2;
        File.WriteAllText(Path.Combine(Layer(folder, model), $"{Name(model)}.sql"), string.Create(CultureInfo.InvariantCulture, $"{Sql(model)}-- edit {edit}\n"));
        return Name(model);
    }

    private static string Layer(string folder, int model) =>
        Path.Combine(folder, "models", string.Create(CultureInfo.InvariantCulture, $"layer_{model / ModelsPerFolder:000}"));

    private static void Write(string folder, int models, string project, string more)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, project), $"name: generated\nversion: '1.0'\n{more}models:\n  generated:\n    +materialized: view\n");
        for (var first = 0; first < models; first += ModelsPerFolder)
        {
            var layer = Layer(folder, first);
            Directory.CreateDirectory(layer);
            var properties = new StringBuilder("version: 2\nmodels:\n");
            for (var i = first; i < Math.Min(first + ModelsPerFolder, models); i++)
            {
                File.WriteAllText(Path.Combine(layer, $"{Name(i)}.sql"), Sql(i));
                properties.Append(CultureInfo.InvariantCulture, $"""
                      - name: {Name(i)}
                        description: Rows of model {i} with their amount, from two models before it.
                        columns:
                          - name: id
                            description: The key.
                            data_tests: [unique, not_null]
                          - name: amount

                    """);
            }

            File.WriteAllText(Path.Combine(layer, "models.yml"), properties.ToString());
        }
    }

    private static string Name(int model) => string.Create(CultureInfo.InvariantCulture, $"model_{model:00000}");

    private static string Sql(int model)
    {
        if (model < 2)
        {
            return "select 1 as id, 10.5 as amount\n";
        }

        return $$$"""
            {{ config(tags=['generated'], meta={'owner': 'team_{{{model % 7}}}'}) }}
            {% set kinds = ['card', 'cash', 'coupon'] %}
            select
                a.id,
                {%- for kind in kinds %}
                sum(case when '{{ kind }}' = 'card' then b.amount else 0 end) as {{ kind }}_amount,
                {%- endfor %}
                a.amount + {{ var('surcharge', 0) }} as amount
            from {{ ref('{{{Name(model - 1)}}}') }} as a
            join {{ ref('{{{Name(model / 2)}}}') }} as b on a.id = b.id
            group by all

            """;
    }
}
