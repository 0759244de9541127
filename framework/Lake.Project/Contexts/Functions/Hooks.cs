using System.Collections.Immutable;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.Project.Nodes;

namespace Lake.Project.Contexts.Functions;

/// <summary>A node's hooks as dicts: <c>{sql, transaction, index}</c>.</summary>
internal static class Hooks
{
    public static PyList Of(ImmutableArray<Hook> hooks) => new(hooks.Select(Dict));

    private static PyDict Dict(Hook hook, int index)
    {
        // The macros before_begin and after_commit wrap a hook in JSON.
        var text = hook.Sql.TrimStart();
        if (text.StartsWith("{\"", StringComparison.Ordinal)
            && DbtFunctions.FromJson(text) is PyDict config && config.Get("sql") is string sql)
        {
            return Make(sql, config.Get("transaction") is not false, index);
        }

        return Make(hook.Sql, hook.Transaction, index);
    }

    private static PyDict Make(string sql, bool transaction, int index) => new()
    {
        { "sql", sql },
        { "transaction", PyBox.Of(transaction) },
        { "index", PyBox.Of((long)index) },
    };
}
