using System.Diagnostics.CodeAnalysis;
using Lake.Jinja;
using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.JinjaCases;

/// <summary>Renders cases. Whatever a case does, its result is a result: nothing escapes and nothing runs for ever.</summary>
public static class CaseRunner
{
    private const int StackSize = 256 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JinjaLimits Limits = new() { MaxTime = TimeSpan.FromSeconds(8), MaxIterations = 20_000_000 };

    public static IEnumerable<PyDict> RunAll(IEnumerable<Case> cases)
    {
        foreach (var item in cases)
        {
            yield return Run(item);
        }
    }

    /// <summary>The result as it is printed: <c>name</c>, <c>ok</c>, then <c>output</c>, <c>value</c> or <c>error</c> and <c>family</c>.</summary>
    public static PyDict Run(Case item)
    {
        PyDict? result = null;
        var thread = new Thread(() => result = Attempt(item), StackSize) { IsBackground = true };
        thread.Start();
        return thread.Join(Patience) && result is not null ? result : Failed(item, "the case takes too long", "runtime");
    }

    internal static bool HasMarks(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if ((text[i] == '{' && text[i + 1] is '{' or '%' or '#') || (text[i] is '#' or '}' or '%' && text[i + 1] == '}'))
            {
                return true;
            }
        }

        return false;
    }

    internal static string Render(Template template, NameScope names, UndefinedMode undefined) =>
        template.Render(new RenderContext(names) { Undefined = undefined, Limits = Limits }).Text;

    [SuppressMessage("Design", "CA1031", Justification = "A case that breaks the engine is a result too; the others go on.")]
    private static PyDict Attempt(Case item)
    {
        try
        {
            var (key, value) = item.Mode == CaseMode.Native ? ("value", CaseValues.Encode(Evaluate(item))) : ("output", RenderText(item));
            return new PyDict { { "name", item.Name }, { "ok", PyBox.True }, { key, value } };
        }
        catch (DiagnosticException error)
        {
            return Failed(item, error.Diagnostic.Message, JinjaRules.Family(error.Diagnostic));
        }
        catch (JinjaError error)
        {
            return Failed(item, error.Message, JinjaRules.Family(JinjaRules.For(error.Kind).At(null, error.Message)));
        }
        catch (Exception error)
        {
            return Failed(item, $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}", "runtime");
        }
    }

    private static string RenderText(Case item)
    {
        if (item.Mode == CaseMode.Jinja)
        {
            var names = item.Context.Copy();
            Bind(item, names, JinjaOptions.Jinja);
            return Render(Parse(item.Template, JinjaOptions.Jinja), new PyNames(names), UndefinedMode.Execute);
        }

        return HasMarks(item.Template)
            ? Render(Parse(item.Template, JinjaOptions.Dbt), DbtScope(item), item.Mode == CaseMode.DbtParse ? UndefinedMode.Parse : UndefinedMode.Execute)
            : item.Template;
    }

    private static object? Evaluate(Case item) =>
        Parse(item.Template, JinjaOptions.DbtNative).Evaluate(new RenderContext(DbtScope(item)) { Limits = Limits });

    private static PyNames DbtScope(Case item)
    {
        var names = new PyDict();
        DbtNames.Fill(names, item);
        Bind(item, names, JinjaOptions.Dbt);
        names.Update(item.Context);
        return new PyNames(names);
    }

    /// <summary>Macros see the context as it is when they are called, with dbt's plain undefined even while it parses.</summary>
    private static void Bind(Case item, PyDict names, JinjaOptions options)
    {
        var context = new RenderContext(new PyNames(names)) { Limits = Limits };
        foreach (var macro in item.Macros)
        {
            var target = macro.Package is null ? names : Package(names, macro.Package);
            var definitions = Parse(macro.Source, options).Macros;
            foreach (var definition in definitions)
            {
                var isOnly = definitions.Length == 1 || definition.FullName == macro.Name;
                if (macro.Name is null || isOnly)
                {
                    target[definition.FullName] = definition.Bind(context);
                }
            }
        }
    }

    private static PyDict Package(PyDict names, string package)
    {
        if (names.Get(package) is not PyDict known)
        {
            names[package] = known = new PyDict();
        }

        return known;
    }

    private static Template Parse(string text, JinjaOptions options) => Template.Parse(new SourceFile("<case>", text), options);

    private static PyDict Failed(Case item, string error, string family) =>
        new() { { "name", item.Name }, { "ok", PyBox.False }, { "error", error }, { "family", family } };
}
