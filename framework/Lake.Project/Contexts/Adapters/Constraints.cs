using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Columns and constraints of a contract as parts of a <c>create table</c>. Iceberg enforces <c>not null</c> alone.</summary>
internal static class Constraints
{
    public static object? OfColumns(CallArguments arguments)
    {
        var columns = arguments.Required(0, "raw_columns") as PyDict ?? [];
        return new PyList(columns.Select(pair => (object?)Column((PyDict)(pair.Value ?? new PyDict()))));
    }

    /// <summary>Constraints on several columns are not kept by any Iceberg table.</summary>
    public static object? OfModel(CallArguments arguments)
    {
        _ = arguments.Required(0, "raw_constraints");
        return new PyList();
    }

    private static string Column(PyDict column)
    {
        var constraints = column.Get("constraints") is { } list ? Arguments.Items(list).OfType<PyDict>() : [];
        var required = constraints.Any(c => c.Get("type") as string == "not_null") ? " not null" : "";
        return $"{SqlText.Identifier(PyText.Of(column.Get("name")))} {PyText.Of(column.Get("data_type"))}{required}";
    }
}
