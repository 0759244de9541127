using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Relations;

/// <summary><c>api.Relation.scd_args(primary_key, updated_at)</c>: the columns that identify a version of a row.</summary>
internal static class ScdArguments
{
    public static readonly IReadOnlyList<string> TypeNames =
        ["table", "view", "cte", "external", "materialized_view", "pointer", "function", "ephemeral"];

    public static object? Of(CallArguments arguments)
    {
        var keys = arguments.Required(0, "primary_key") switch
        {
            string single => [single],
            var many => Arguments.Items(many).ToList(),
        };
        return new PyList([.. keys, arguments.Required(1, "updated_at")]);
    }
}
