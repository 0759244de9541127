namespace Lake.Jinja.Errors;

/// <summary>The Python exception that Jinja2 would raise.</summary>
public enum ErrorKind
{
    TypeError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    ZeroDivisionError,
    OverflowError,
    RecursionError,
    AssertionError,
    StopIteration,
    UndefinedError,
    SecurityError,
    TemplateError,
    TemplateNotFound,
    LimitExceeded,

    /// <summary>Raised by the template's author on purpose, such as <c>exceptions.raise_compiler_error</c>.</summary>
    UserError,
}
