using Lake.Jinja.Dbt;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.JinjaCases;

/// <summary>Reads files of cases: an array of them, or an object that has it under some key.</summary>
public static class CaseFile
{
    /// <summary>Throws a <see cref="JinjaError"/> for text that is no such file.</summary>
    public static IReadOnlyList<Case> Read(string json) => [.. Cases(PyJsonReader.Read(json)).Select(Read)];

    private static IEnumerable<PyDict> Cases(object? file) => file switch
    {
        PyList list => list.Items.Select(item => item as PyDict ?? throw JinjaError.Value("a case is a JSON object")),
        PyDict dict when dict.TryGet("template", out _) => [dict],
        PyDict dict when dict.Values.OfType<PyList>().FirstOrDefault() is { } list => Cases(list),
        _ => throw JinjaError.Value("the file holds no array of cases"),
    };

    private static Case Read(PyDict value) => new(
        value.Get("name"),
        value.Get("template") as string ?? "",
        CaseValues.Decode(value.Get("context")) as PyDict ?? new PyDict(),
        (value.Get("mode") as string ?? "").ToUpperInvariant() switch
        {
            "DBT" => CaseMode.Dbt,
            "DBT_PARSE" => CaseMode.DbtParse,
            "NATIVE" => CaseMode.Native,
            _ => CaseMode.Jinja,
        },
        [.. Macros(value.Get("macros"), package: null)],
        CaseValues.Decode(value.Get("vars")) as PyDict ?? new PyDict(),
        value.Get("env") as PyDict ?? new PyDict());

    private static IEnumerable<CaseMacro> Macros(object? macros, string? package) => macros switch
    {
        string source => [new CaseMacro(package, null, source)],
        PyList list => list.Items.SelectMany(item => item is PyDict dict ? Described(dict, package) : Macros(item, package)),
        PyDict dict => dict.SelectMany(entry => entry.Value switch
        {
            string source => [Named(PyText.Of(entry.Key), source, package)],
            PyList parts when parts.Items.All(part => part is string) => Macros(parts, package),
            PyDict inner => Macros(inner, PyText.Of(entry.Key)),
            _ => [],
        }),
        _ => [],
    };

    private static IEnumerable<CaseMacro> Described(PyDict macro, string? package) =>
        (macro.Get("source") ?? macro.Get("macro_sql") ?? macro.Get("template")) is string source
            ? [new CaseMacro(macro.Get("package") as string ?? package, macro.Get("name") as string, source)]
            : Macros(macro, package);

    private static CaseMacro Named(string name, string source, string? package) =>
        package is null && name.Split('.', 2) is [var owner, var rest]
            ? new CaseMacro(owner, rest, source)
            : new CaseMacro(package, name, source);
}
