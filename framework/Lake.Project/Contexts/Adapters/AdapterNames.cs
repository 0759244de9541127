using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Tables;
using Lake.Project.Contexts.Values;
using Lake.Project.Nodes;
using Lake.Sql;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> that answer without a warehouse.</summary>
internal static class AdapterNames
{
    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("dispatch", Dispatched)
        .Method("type", (a, _) => a.Context.Environment.Target.Type)
        .Property("config", a => new PyDict { { "project_name", a.Context.Environment.Settings.Name } })
        .Property("behavior", _ => BehaviorValue.Instance)
        .Property("Relation", a => a.Context.Relations)
        .Property("Column", a => a.Context.Columns)
        .Method("quote", (_, a) => SqlText.Identifier(a.Text(0, "identifier")))
        .Method("quote_as_configured", QuoteAsConfigured)
        .Method("quote_seed_column", (_, a) => a.Optional(1, "quote_config") is false ? a.Text(0, "column") : SqlText.Identifier(a.Text(0, "column")))
        .Method("convert_type", (_, a) => a.Required(0, "agate_table") is TableValue table
            ? SeedTypes.SqlType(table.Columns[(int)PyNumber.ToIndex(a.Required(1, "col_idx"))].Type)
            : throw JinjaError.Type("convert_type expects a table"))
        .Method("get_incremental_strategy_macro", Strategy)
        .Method("valid_incremental_strategies", (_, _) => PyList.Of("append", "delete+insert", "merge", "insert_overwrite", "microbatch", "scd2"))
        .Method("get_hard_deletes_behavior", (_, a) => HardDeletes(a))
        .Method("standardize_grants_dict", (_, _) => new PyDict())
        .Method("get_seed_file_path", (a, _) => a.Context.Node is SeedNode seed ? seed.FullPath.Replace('\\', '/') : "")
        .Method("get_binding_char", (_, _) => "?")
        .Method("is_motherduck", (_, _) => PyBox.False)
        .Method("is_ducklake", (_, _) => PyBox.False)
        .Method("disable_transactions", (_, _) => PyBox.False)
        .Method("cache_added", (_, _) => "")
        .Method("cache_dropped", (_, _) => "")
        .Method("cache_renamed", (_, _) => "")
        .Method("render_raw_columns_constraints", (a, x) => Constraints.OfColumns(a.Context, x))
        .Method("render_raw_model_constraints", (a, x) => Constraints.OfModel(a.Context, x))
        .Method("warn_once", (a, arguments) =>
        {
            a.Context.Warn(ContextRules.MacroWarning.At(arguments.Site, arguments.Text(0, "msg")));
            return "";
        });

    private static object? Dispatched(AdapterValue adapter, CallArguments arguments)
    {
        var macro = Dispatch.Find(adapter.Context, arguments);
        if (arguments.Stack.IsEmpty)
        {
            adapter.Context.Capture?.AddMacro(macro.UniqueId);
        }

        return adapter.Context.Bind(macro);
    }

    private static object? QuoteAsConfigured(AdapterValue adapter, CallArguments arguments)
    {
        var (name, quoting) = (arguments.Text(0, "identifier"), adapter.Context.Environment.Settings.Quoting);
        var quotes = arguments.Text(1, "quote_key") switch
        {
            "database" => quoting.Database,
            "schema" => quoting.Schema,
            _ => quoting.Identifier,
        };
        return quotes ? SqlText.Identifier(name) : name;
    }

    private static object? Strategy(AdapterValue adapter, CallArguments arguments)
    {
        var strategy = arguments.Text(1, "strategy");
        var name = $"get_incremental_{strategy.Replace('+', '_').Replace('-', '_')}_sql";
        return adapter.Context.FindMacro(name) ?? throw ContextRules.UnknownStrategy.Error(
            arguments.Stack.IsEmpty ? arguments.Site : adapter.Context.Node?.Location,
            $"'{adapter.Context.Node?.Name}' uses the incremental strategy '{strategy}', which does not exist",
            Text.Spelling.Hint(strategy, ["append", "merge", "delete+insert", "insert_overwrite", "microbatch", "scd2"])
                ?? $"use append, merge, delete+insert, insert_overwrite, microbatch or scd2, or define the macro {name}");
    }

    private static string HardDeletes(CallArguments arguments)
    {
        var config = arguments.Required(0, "config") as PyDict ?? [];
        var (behavior, invalidates) = (config.Get("hard_deletes"), config.Get("invalidate_hard_deletes"));
        if (behavior is not null && invalidates is not null)
        {
            throw JinjaError.User("You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the same snapshot.");
        }

        return behavior switch
        {
            null => PyValue.IsTrue(invalidates) ? "invalidate" : "ignore",
            "ignore" or "invalidate" or "new_record" => (string)behavior,
            _ => throw JinjaError.User($"Invalid setting for property hard_deletes: {PyText.Of(behavior)}", "use ignore, invalidate or new_record"),
        };
    }
}
