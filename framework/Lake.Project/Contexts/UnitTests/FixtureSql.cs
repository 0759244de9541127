using Lake.Jinja.Values;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>Rows as queries, written by the macros that projects may override.</summary>
internal static class FixtureSql
{
    /// <summary>A query of the rows with all columns, those that a row leaves out null.</summary>
    public static string Of(NodeContext context, ValueList rows, IReadOnlyList<WarehouseColumn> columns) =>
        Call(context, "get_fixture_sql", TemplateValues.FromPlain(rows), Types(columns), Quoted(columns));

    /// <summary>A query of the rows with the columns that they name.</summary>
    public static string Expected(NodeContext context, ValueList rows, IReadOnlyList<WarehouseColumn> columns) =>
        Call(context, "get_expected_sql", TemplateValues.FromPlain(rows), Types(columns), Quoted(columns));

    /// <summary>Actual and expected rows in one query, told apart by <c>actual_or_expected</c>.</summary>
    public static string Union(NodeContext context, string actual, string expected, IEnumerable<string> columns) =>
        Call(context, "get_unit_test_sql", actual, expected, new PyList(columns.Select(c => (object?)SqlText.Identifier(c))));

    /// <summary>Fails for a row with a column that the relation does not have.</summary>
    /// <param name="what">As dbt calls the rows: <c>'orders'</c>, <c>expected output</c>.</param>
    public static void Check(ValueList rows, IReadOnlyList<WarehouseColumn> columns, string what, Location place)
    {
        var names = columns.Select(c => c.Name).ToList();
        foreach (var key in rows.OfType<ValueMap>().SelectMany(r => r.Keys))
        {
            if (!names.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                throw ProjectRules.InvalidUnitTest.Error(
                    place, $"Invalid column name: '{key}' in unit test fixture for {what}.",
                    Spelling.Hint(key, names) ?? $"its columns are: {string.Join(", ", names)}");
            }
        }
    }

    private static string Call(NodeContext context, string macro, params object?[] arguments) =>
        PyText.Of(context.FindMacro(macro)?.Call(CallArguments.Of(arguments))).Trim();

    private static PyDict Types(IReadOnlyList<WarehouseColumn> columns) =>
        new(columns.Select(c => KeyValuePair.Create(c.Name.ToLowerInvariant(), (object?)c.Type)));

    private static PyDict Quoted(IReadOnlyList<WarehouseColumn> columns) =>
        new(columns.Select(c => KeyValuePair.Create(c.Name.ToLowerInvariant(), (object?)SqlText.Identifier(c.Name))));
}
