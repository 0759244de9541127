using Lake.Jinja.Values;

namespace Lake.JinjaCases;

/// <summary>A template and all that it is rendered with.</summary>
/// <param name="Name">Null where the file gives none; passed through.</param>
/// <param name="Macros">By package (empty for none), then each with its source.</param>
/// <param name="Vars">What <c>var()</c> knows.</param>
/// <param name="Env">What <c>env_var()</c> knows.</param>
public sealed record Case(
    object? Name, string Template, PyDict Context, CaseMode Mode, IReadOnlyList<CaseMacro> Macros, PyDict Vars, PyDict Env);

/// <summary>A macro that a case's template can call.</summary>
/// <param name="Package">Null for one that is called by its name alone.</param>
/// <param name="Name">Null to take every macro of the source, by the name it has there.</param>
public sealed record CaseMacro(string? Package, string? Name, string Source);
