using Lake.Jinja.Options;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>What filters and tests may know of the rendering that calls them, as Jinja2's <c>pass_environment</c>.</summary>
internal sealed record FilterEnvironment(JinjaOptions Options, UndefinedMode Undefined)
{
    /// <summary>A value that is missing, with the message of whatever then needs it.</summary>
    public Undefined MakeUndefined(string? name, string message) =>
        Undefined == UndefinedMode.Parse ? new ParseUndefined(name, message) : new Undefined(name, message);
}
