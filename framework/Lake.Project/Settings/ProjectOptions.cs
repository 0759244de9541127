using Lake.Project.Values;

namespace Lake.Project.Settings;

/// <summary>What the command line and the environment say about loading a project.</summary>
public sealed record ProjectOptions
{
    /// <summary>Absolute; where the search for a project begins and what relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Null: the nearest folder, from the working directory upward, that holds a project file.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>Null: the environment, then the working and project directories, then <c>~/.dbt</c>.</summary>
    public string? ProfilesDirectory { get; init; }

    public string? Profile { get; init; }

    public string? Target { get; init; }

    /// <summary>YAML, as given to <c>--vars</c>.</summary>
    public string? Vars { get; init; }

    public string? TargetPath { get; init; }

    public int? Threads { get; init; }

    /// <summary>Whether what has not changed since the last parse is taken from <c>target/parse.cache</c>, and that is written.</summary>
    public bool PartialParse { get; init; }

    /// <summary>Who waits for what is written beside the command; null: whoever loads the project.</summary>
    public BackgroundWork? Background { get; init; }

    public bool FullRefresh { get; init; }

    /// <summary>Whether warnings are errors; null: as the project file says.</summary>
    public bool? WarnError { get; init; }

    /// <summary>YAML, as given to <c>--warn-error-options</c>.</summary>
    public string? WarnErrorOptions { get; init; }

    /// <summary>All variables that <c>env_var</c> may read.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Flags under dbt's names (<c>full_refresh</c>, <c>which</c>, …), for <c>flags</c> and <c>invocation_args_dict</c>.</summary>
    public ValueMap Flags { get; init; } = ValueMap.Empty;

    /// <summary>The command that runs: <c>build</c>, <c>compile</c>, …</summary>
    public string Command { get; init; } = "compile";

    public string InvocationId { get; init; } = Guid.NewGuid().ToString();

    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;
}
