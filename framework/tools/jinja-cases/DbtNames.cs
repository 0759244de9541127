using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Errors;
using Lake.Jinja.Modules;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.JinjaCases;

/// <summary>The names of dbt's base context for one case.</summary>
internal static class DbtNames
{
    /// <summary>The functions that raise, with their parameters.</summary>
    private static readonly (string Name, string Parameters)[] Raising =
    [
        ("raise_compiler_error", "msg, node=None"),
        ("raise_database_error", "msg, node=None"),
        ("raise_dependency_error", "msg"),
        ("raise_not_implemented", "msg"),
        ("raise_fail_fast_error", "msg, node=None"),
        ("raise_cache_inconsistent", "message"),
        ("raise_duplicate_resource_name", "node_1, node_2"),
        ("raise_ambiguous_alias", "node_1, node_2, duped_name=None"),
        ("raise_contract_error", "yaml_columns, sql_columns"),
    ];

    /// <summary>Fills the dictionary, which becomes the context itself.</summary>
    public static void Fill(PyDict names, Case item)
    {
        var builtins = new PyDict(DbtFunctions.All)
        {
            ["dbt_version"] = "1.12.6",
            ["var"] = new VarFunction(item.Vars, names),
            ["env_var"] = NativeFunction.Create("env_var", "var, default=None", a => EnvVar(item.Env, a[0], a[1])),
            ["log"] = NativeFunction.Create("log", "msg, info=False", a => Silent(a[0])),
            ["print"] = NativeFunction.Create("print", "msg", a => Silent(a[0])),
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
        var functions = new PyDict
        {
            ["warn"] = NativeFunction.Create("warn", "msg, node=None", a => Silent(a[0])),
        };
        foreach (var (name, parameters) in Raising)
        {
            functions[name] = NativeFunction.Create(name, parameters, a => throw JinjaError.User(PyText.Of(a[0])));
        }

        return functions;
    }

    private static string Silent(object? message)
    {
        _ = PyText.Of(message);
        return "";
    }

    private static object? EnvVar(PyDict env, object? variable, object? otherwise)
    {
        var name = variable switch
        {
            string text => text,
            ParseUndefined => "",
            Undefined undefined => throw undefined.Error(),
            _ => throw JinjaError.Type("the name of an environment variable is a string"),
        };
        if (name.StartsWith("DBT_ENV_SECRET", StringComparison.Ordinal))
        {
            throw JinjaError.User($"Secret env vars are allowed only in profiles.yml or packages.yml. Found '{name}' referenced elsewhere.");
        }

        return (env.TryGet(name, out var value) ? value : otherwise)
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
            if (arguments.Count > 2)
            {
                throw JinjaError.Type($"var() takes from 1 to 2 positional arguments but {arguments.Count} were given");
            }

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
