using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary>What a query's columns and those of its contract do not agree in, as dbt's table of it.</summary>
internal static class ContractMismatch
{
    private const string Heading = "This model has an enforced contract that failed.\nPlease ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.\n\n";

    /// <summary><c>exceptions.raise_contract_error(yaml_columns, sql_columns)</c>.</summary>
    public static string Describe(CallArguments arguments)
    {
        var declared = Columns(arguments.Required(0, "yaml_columns"));
        if (declared.Count == 0)
        {
            return "This model has an enforced contract, and its 'columns' specification is missing";
        }

        var given = Columns(arguments.Required(1, "sql_columns"));
        var rows = given.Where(g => declared.Find(d => d.Name == g.Name).Type != g.Type)
            .Select(g => declared.Find(d => d.Name == g.Name) is (not null, var type)
                ? (g.Name, Definition: g.Type, Contract: type, Reason: "data type mismatch")
                : (g.Name, Definition: g.Type, Contract: "", Reason: "missing in contract"))
            .Concat(declared.Where(d => !given.Exists(g => g.Name == d.Name)).Select(d => (d.Name, Definition: "", Contract: d.Type, Reason: "missing in definition")))
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => new[] { row.Name, row.Definition, row.Contract, row.Reason })
            .Prepend(["column_name", "definition_type", "contract_type", "mismatch_reason"])
            .ToList();
        var widths = Enumerable.Range(0, 4).Select(i => rows.Max(row => row[i].Length)).ToList();
        var lines = rows.ConvertAll(row => $"| {string.Join(" | ", row.Select((cell, i) => cell.PadRight(widths[i])))} |");
        lines.Insert(1, $"| {string.Join(" | ", widths.Select(width => new string('-', width)))} |");
        return Heading + string.Join('\n', lines);
    }

    private static List<(string Name, string Type)> Columns(object? value) =>
        [.. Arguments.Items(value).OfType<PyDict>().Select(c => (PyText.Of(c.Get("name")), PyText.Of(c.Get("data_type"))))];
}
