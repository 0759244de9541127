using Lake.Project.Contexts.Functions;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>Macros, variables and environment variables that a unit test sets.</summary>
internal static class UnitTestOverrides
{
    public static void Apply(NodeContext context, UnitTestNode test)
    {
        foreach (var (name, value) in Of(test, "macros"))
        {
            context.Override(name, TemplateValues.FromPlain(value));
        }

        if (Of(test, "vars") is { Count: > 0 } vars)
        {
            context.Set("var", new VarFunction(context.Environment.Variables.With(vars), context.Package, isRequired: true, text => OutputFunctions.Render(context, text)));
        }

        if (Of(test, "env_vars") is { Count: > 0 } variables)
        {
            var environment = new Dictionary<string, string>(context.Environment.Options.Environment, StringComparer.Ordinal);
            foreach (var (name, value) in variables)
            {
                environment[name] = PlainValues.Text(value);
            }

            context.Set("env_var", EnvVarFunction.Create(environment, allowSecrets: false));
        }
    }

    private static ValueMap Of(UnitTestNode test, string kind) => test.Overrides.Find(kind) as ValueMap ?? ValueMap.Empty;
}
