using Lake.Jinja.Options;

namespace Lake.Jinja;

/// <summary>With what a template is rendered. May be shared by several threads when its names may.</summary>
public sealed class RenderContext(NameScope names)
{
    public RenderContext(IReadOnlyDictionary<string, object?> values)
        : this(new DictionaryScope(values))
    {
    }

    public NameScope Names { get; } = names;

    public UndefinedMode Undefined { get; init; }

    public JinjaLimits Limits { get; init; } = JinjaLimits.Default;

    /// <summary>Whether the result carries a source map.</summary>
    public bool TrackSources { get; init; }

    /// <summary>Gives the templates that are included, imported or extended; null when there is none of that name.</summary>
    public Func<string, Template?>? Loader { get; init; }

    public CancellationToken Cancellation { get; init; }
}
