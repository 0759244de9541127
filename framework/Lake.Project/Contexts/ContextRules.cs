using Lake.Text;

namespace Lake.Project.Contexts;

/// <summary>What can go wrong between a template and the project or warehouse around it.</summary>
public static class ContextRules
{
    public static readonly DiagnosticRule MissingVar = new(
        "missing-var", Severity.Error, "A template reads a variable that has no value; set it under `vars:` or with `--vars`, or give a default.");

    public static readonly DiagnosticRule MissingEnvVar = new(
        "missing-env-var", Severity.Error, "A template reads an environment variable that is not set; set it or give a default.");

    public static readonly DiagnosticRule SecretEnvVar = new(
        "secret-env-var", Severity.Error, "Variables whose names begin with DBT_ENV_SECRET_ or LAKE_ENV_SECRET_ may be read in profiles and packages only.");

    public static readonly DiagnosticRule UndeclaredRef = new(
        "undeclared-ref", Severity.Error, "A ref or source that runs was not seen while the project was read, mostly because it stands in a condition; name it in a `-- depends_on:` comment.");

    public static readonly DiagnosticRule UnknownDispatch = new(
        "unknown-dispatch", Severity.Error, "adapter.dispatch found no macro for this target under any of the names it tries.");

    public static readonly DiagnosticRule UnknownStrategy = new(
        "unknown-strategy", Severity.Error, "An incremental strategy has no macro of the name that belongs to it.");

    public static readonly DiagnosticRule NeedsConnection = new(
        "needs-connection", Severity.Error, "A template asks the warehouse for something where none is connected.");

    public static readonly DiagnosticRule UsedResult = new(
        "used-result", Severity.Error, "The result of a named statement can be loaded once.");

    public static readonly DiagnosticRule CompilerError = new(
        "compiler-error", Severity.Error, "A macro raised an error on purpose.");

    public static readonly DiagnosticRule InvalidQueryComment = new(
        "invalid-query-comment", Severity.Error, "`query-comment` of the project file gives a text that cannot stand in a comment.");

    public static readonly DiagnosticRule ConstraintNotEnforced = new(
        "constraint-not-enforced", Severity.Warning, "A contract has a constraint to which this engine does not hold the rows; test the column instead.");

    public static readonly DiagnosticRule MacroWarning = new(
        "macro-warning", Severity.Warning, "A macro raised a warning.");
}
