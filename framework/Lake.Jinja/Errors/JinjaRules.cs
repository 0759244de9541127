using Lake.Text;

namespace Lake.Jinja.Errors;

/// <summary>What can be wrong with a template.</summary>
public static class JinjaRules
{
    public static readonly DiagnosticRule Syntax = new(
        "jinja-syntax", Severity.Error, "A template is not well-formed; the message says what was expected at that place.");

    public static readonly DiagnosticRule Undefined = new(
        "jinja-undefined", Severity.Error, "A template uses a name, attribute or item that does not exist in a way that needs its value.");

    public static readonly DiagnosticRule Runtime = new(
        "jinja-runtime", Severity.Error, "An operation of a template failed, as the same operation would in Python.");

    public static readonly DiagnosticRule Security = new(
        "jinja-security", Severity.Error, "A template reaches for something that the sandbox keeps from it.");

    public static readonly DiagnosticRule Limit = new(
        "jinja-limit", Severity.Error, "A template recurses too deep, loops too often, writes too much or takes too long.");

    public static readonly DiagnosticRule TemplateNotFound = new(
        "jinja-template-not-found", Severity.Error, "An included, imported or extended template does not exist.");

    public static readonly DiagnosticRule User = new(
        "jinja-raised", Severity.Error, "A template raised an error on purpose.");

    public static readonly DiagnosticRule MaterializationArgument = new(
        "jinja-materialization-argument", Severity.Error, "A materialization block takes only default, adapter and supported_languages.");

    public static DiagnosticRule For(ErrorKind kind) => kind switch
    {
        ErrorKind.UndefinedError => Undefined,
        ErrorKind.SecurityError => Security,
        ErrorKind.RecursionError or ErrorKind.LimitExceeded => Limit,
        ErrorKind.TemplateNotFound => TemplateNotFound,
        ErrorKind.UserError => User,
        ErrorKind.TypeError or ErrorKind.ValueError or ErrorKind.KeyError or ErrorKind.IndexError
            or ErrorKind.AttributeError or ErrorKind.ZeroDivisionError or ErrorKind.OverflowError
            or ErrorKind.AssertionError or ErrorKind.StopIteration or ErrorKind.TemplateError => Runtime,
    };

    /// <summary>Jinja2's coarse classes of errors: <c>syntax</c>, <c>undefined</c>, <c>user</c> or <c>runtime</c>.</summary>
    public static string Family(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "jinja-syntax" => "syntax",
        "jinja-undefined" => "undefined",
        "jinja-raised" or "jinja-materialization-argument" => "user",
        _ => "runtime",
    };
}
