using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>var(name, default)</c> and <c>var.has_var(name)</c>.</summary>
/// <param name="variables">The values.</param>
/// <param name="package">Whose variables are asked for.</param>
/// <param name="isRequired">Whether a variable without a value is an error.</param>
/// <param name="render">Renders a value that is a text, when it is asked for; without it the text stays as it is.</param>
internal sealed class VarFunction(Variables variables, string package, bool isRequired, Func<string, string>? render = null) : JinjaObject
{
    public override string TypeName => "Var";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments)
    {
        var name = arguments.Text(0, "var");
        if (variables.TryGet(package, name, out var value))
        {
            return value is string text && render is not null ? render(text) : TemplateValues.FromPlain(value);
        }

        if (arguments.Has(1, "default"))
        {
            return arguments.Optional(1, "default");
        }

        return isRequired
            ? throw ContextRules.MissingVar.Error(
                arguments.Site,
                $"the variable '{name}' has no value",
                Spelling.Hint(name, variables.Names(package))
                    ?? $"add it under 'vars:' in the project file, pass --vars '{{{name}: …}}', or give a default: var('{name}', …)")
            : null;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name == "has_var"
            ? new NativeFunction(name, a => PyBox.Of(variables.TryGet(package, a.Text(0, "var"), out _)))
            : null;
        return value is not null;
    }
}
