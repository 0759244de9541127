using Lake.Project.Macros;
using Lake.Project.Settings;

namespace Lake.Project.Loaded;

/// <summary>What templates may read before any node exists: the surroundings of a parse-mode rendering.</summary>
public sealed record ProjectEnvironment
{
    public required ProjectOptions Options { get; init; }

    /// <summary>The root project.</summary>
    public required ProjectSettings Settings { get; init; }

    /// <summary>Root and installed packages by name.</summary>
    public required IReadOnlyDictionary<string, ProjectSettings> Packages { get; init; }

    public required Target Target { get; init; }

    public required Variables Variables { get; init; }

    public required MacroRegistry Macros { get; init; }

    /// <summary>For nodes that another engine works on; itself for null, for the target's own and for one that it does not name.</summary>
    public ProjectEnvironment On(string? engine)
    {
        var target = Target.On(engine);
        return target == Target ? this : this with { Target = target };
    }
}
