using System.Globalization;
using System.Text;

namespace Lake.Benchmarks.Native;

/// <summary>A project of any size: layers of models that read two others, each with Jinja, a description and two tests.</summary>
internal static class GeneratedProject
{
    private const int ModelsPerFolder = 100;

    public static void Write(string folder, int models)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "lake_project.yml"), "name: generated\nversion: '1.0'\nmodels:\n  generated:\n    +materialized: view\n");
        for (var first = 0; first < models; first += ModelsPerFolder)
        {
            var layer = Path.Combine(folder, "models", string.Create(CultureInfo.InvariantCulture, $"layer_{first / ModelsPerFolder:000}"));
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
