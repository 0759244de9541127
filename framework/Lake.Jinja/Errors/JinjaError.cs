using System.Diagnostics.CodeAnalysis;

namespace Lake.Jinja.Errors;

/// <summary>
/// An error on its way out of a running template. Functions given to a template throw it (or any
/// <see cref="Lake.Text.DiagnosticException"/>); the engine adds the place, the values in play and the macro call
/// stack and hands it on as a <see cref="Lake.Text.DiagnosticException"/>.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It stands for Python's errors, which are named so.")]
public sealed class JinjaError(ErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public ErrorKind Kind { get; } = kind;

    public string? Hint { get; init; }

    public static JinjaError Type(string message) => new(ErrorKind.TypeError, message);

    public static JinjaError Value(string message) => new(ErrorKind.ValueError, message);

    public static JinjaError Template(string message) => new(ErrorKind.TemplateError, message);

    /// <summary>An error that the template's author raised on purpose.</summary>
    public static JinjaError User(string message, string? hint = null) =>
        new(ErrorKind.UserError, message) { Hint = hint };
}
