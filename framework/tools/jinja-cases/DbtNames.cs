using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Modules;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.JinjaCases;

/// <summary>The names of dbt's base context for one case.</summary>
internal static class DbtNames
{
    private static readonly string[] Raising =
    [
        "raise_compiler_error", "raise_database_error", "raise_dependency_error", "raise_not_implemented", "raise_fail_fast_error",
        "raise_cache_inconsistent", "raise_duplicate_resource_name", "raise_ambiguous_alias", "raise_contract_error",
    ];

    /// <summary>Fills the dictionary, which becomes the context itself.</summary>
    public static void Fill(PyDict names, Case item)
    {
        var builtins = new PyDict(DbtFunctions.All)
        {
            ["dbt_version"] = "1.12.6",
            ["var"] = new VarFunction(item.Vars, names),
            ["env_var"] = new NativeFunction("env_var", arguments => EnvVar(item.Env, arguments)),
            ["log"] = new NativeFunction("log", arguments => Silent(arguments.Required(0, "msg"))),
            ["print"] = new NativeFunction("print", arguments => Silent(arguments.Required(0, "msg"))),
            ["modules"] = PyModules.Create(),
        };
        names.Update(builtins);
        names["context"] = names;
        names["builtins"] = builtins;
        names["execute"] = PyBox.Of(item.Mode != CaseMode.DbtParse);
        names["exceptions"] = Exceptions();
    }

    private static PyDict Exceptions()
    {
        var functions = new PyDict { ["warn"] = new NativeFunction("warn", arguments => Silent(arguments.Required(0, "msg"))) };
        foreach (var name in Raising)
        {
            functions[name] = new NativeFunction(name, arguments => throw JinjaError.User(PyText.Of(arguments.Optional(0, "msg"))));
        }

        return functions;
    }

    private static string Silent(object? message)
    {
        _ = PyText.Of(message);
        return "";
    }

    private static object? EnvVar(PyDict env, CallArguments arguments)
    {
        var name = arguments.Required(0, "var") as string ?? throw JinjaError.Type("the name of an environment variable is a string");
        if (name.StartsWith("DBT_ENV_SECRET", StringComparison.Ordinal))
        {
            throw JinjaError.User($"Secret env vars are allowed only in profiles.yml or packages.yml. Found '{name}' referenced elsewhere.");
        }

        return (env.TryGet(name, out var value) ? value : arguments.Optional(1, "default"))
            ?? throw JinjaError.User($"Env var required but not provided: '{name}'");
    }

    private sealed class VarFunction(PyDict vars, PyDict names) : JinjaObject
    {
        public override string TypeName => "Var";

        public override bool IsCallable => true;

        public override bool TryGetAttribute(string name, out object? value)
        {
            value = name == "has_var" ? new NativeFunction(name, arguments => PyBox.Of(vars.Contains(arguments.Required(0, "var_name")))) : null;
            return value is not null;
        }

        public override object? Call(in CallArguments arguments)
        {
            var name = arguments.Required(0, "var_name");
            if (vars.TryGet(name, out var value))
            {
                return value is string text && CaseRunner.HasMarks(text)
                    ? CaseRunner.Render(Template.Parse(new SourceFile("<var>", text), JinjaOptions.Dbt), new PyNames(names), UndefinedMode.Execute)
                    : value;
            }

            return arguments.Count > 1 || arguments.TryGetKeyword("default", out _)
                ? arguments.Optional(1, "default")
                : throw JinjaError.User($"Required var '{PyText.Of(name)}' not found in config");
        }
    }
}
