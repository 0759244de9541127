using Lake.Jinja.Values;
using Lake.Project.Contexts.Tables;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> that run statements.</summary>
internal static class AdapterStatements
{
    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("execute", Execute)
        .Method("add_query", AddQuery)
        .Method("commit", (_, _) => "")
        .Method("begin", (_, _) => "")
        .Method("create_schema", (a, x) => a.RunMacro("create_schema", x))
        .Method("drop_schema", (a, x) => a.RunMacro("drop_schema", x))
        .Method("drop_relation", (a, x) => a.RunMacro("drop_relation", x))
        .Method("truncate_relation", (a, x) => a.RunMacro("truncate_relation", x))
        .Method("rename_relation", (a, x) => a.RunMacro("rename_relation", x))
        .Method("expand_target_column_types", (_, _) => "");

    private static object? Execute(AdapterValue adapter, CallArguments arguments)
    {
        if (!adapter.Context.Executes)
        {
            return new PyTuple("", TableValue.Empty);
        }

        var result = adapter.Context.RequireWarehouse(arguments).Execute(
            arguments.Text(0, "sql"), arguments.Flag(2, "fetch"), (int?)(arguments.Optional(3, "limit") as long?));
        return new PyTuple(
            new ResponseValue(result.Message, null, result.RowsAffected, result.QueryId),
            new TableValue(result.Columns, result.Rows));
    }

    private static object? AddQuery(AdapterValue adapter, CallArguments arguments)
    {
        if (adapter.Context.Executes)
        {
            adapter.Context.RequireWarehouse(arguments).Execute(arguments.Text(0, "sql"), fetch: false);
        }

        return "";
    }

    /// <summary>What the method does is in the macro of its name, which a project may override.</summary>
    private static string RunMacro(this AdapterValue adapter, string name, CallArguments arguments)
    {
        if (adapter.Context.Executes && adapter.Context.FindMacro(name) is { } macro)
        {
            arguments.Invoke(macro, arguments.Positional, arguments.Keywords);
        }

        return "";
    }
}
