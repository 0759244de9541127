using Lake.Jinja.Values;
using Lake.Project.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>flags.FULL_REFRESH</c> and the like: flags of the command line in capitals.</summary>
internal sealed class FlagsValue(NodeContext context) : JinjaObject
{
    /// <summary>Those that what is kept of a rendering is kept for.</summary>
    private static readonly string[] Keyed = ["FULL_REFRESH", "STORE_FAILURES", "EMPTY"];

    public override string TypeName => "Namespace";

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (!Keyed.Contains(name, StringComparer.Ordinal))
        {
            context.NoteOutside();
        }

        var options = context.Environment.Options;
        (var known, value) = name switch
        {
            "FULL_REFRESH" => (true, PyBox.Of(context.Settings.FullRefresh ?? options.FullRefresh)),
            "STORE_FAILURES" => (true, PyBox.Of(context.Settings.StoreFailures ?? options.Flags.Find("store_failures") is true)),
            "EMPTY" => (true, PyBox.Of(context.Settings.Empty)),
            "WHICH" => (true, options.Command),
            _ => options.Flags.TryGetValue(name.ToLowerInvariant(), out var flag)
                ? (true, TemplateValues.FromPlain(flag))
                : (name.All(c => char.IsAsciiLetterUpper(c) || c == '_'), name.StartsWith("NO_", StringComparison.Ordinal) ? null : PyBox.False),
        };
        return known;
    }
}
