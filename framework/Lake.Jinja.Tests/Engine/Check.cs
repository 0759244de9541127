using Lake.Jinja.Options;
using Lake.Text;
using Shouldly;

namespace Lake.Jinja.Tests.Engine;

/// <summary>The one way in which the tests of this folder reach the engine.</summary>
internal static class Check
{
    public static void Renders(string template, string expected, Dictionary<string, object?>? names = null, JinjaOptions? options = null) =>
        Parse(template, options).Render(Context(names)).Text.ShouldBe(expected);

    /// <summary>The template fails with this rule; gives the diagnostic for a closer look.</summary>
    public static Diagnostic Fails(string template, DiagnosticRule rule, Dictionary<string, object?>? names = null, JinjaLimits? limits = null)
    {
        var context = new RenderContext(names ?? []) { Limits = limits ?? JinjaLimits.Default };
        var error = Should.Throw<DiagnosticException>(() => Parse(template).Render(context));
        error.Diagnostic.Rule.ShouldBe(rule, error.Message);
        return error.Diagnostic;
    }

    public static Template Parse(string template, JinjaOptions? options = null) => Template.Parse(new SourceFile("models/a.sql", template), options);

    public static RenderContext Context(Dictionary<string, object?>? names = null) => new(names ?? []);

    /// <summary>Macros of a file under their names, with <c>return</c>, as dbt has them.</summary>
    public static Dictionary<string, object?> Macros(string file, UndefinedMode mode = UndefinedMode.Execute)
    {
        var names = new Dictionary<string, object?> { ["return"] = Globals.ReturnFunction.Instance };
        var context = new RenderContext(names) { Undefined = mode };
        foreach (var macro in Template.Parse(new SourceFile("macros/m.sql", file), JinjaOptions.Dbt).Macros)
        {
            names[macro.FullName] = macro.Bind(context);
        }

        return names;
    }
}
