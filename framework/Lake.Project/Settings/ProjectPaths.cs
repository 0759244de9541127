using System.Collections.Immutable;

namespace Lake.Project.Settings;

/// <summary>Folders relative to the project directory, as written; outputs are absolute.</summary>
public sealed record ProjectPaths
{
    public ImmutableArray<string> Models { get; init; } = ["models"];

    public ImmutableArray<string> Seeds { get; init; } = ["seeds"];

    public ImmutableArray<string> Tests { get; init; } = ["tests"];

    public ImmutableArray<string> Analyses { get; init; } = ["analyses"];

    public ImmutableArray<string> Macros { get; init; } = ["macros"];

    public ImmutableArray<string> Snapshots { get; init; } = ["snapshots"];

    public ImmutableArray<string> Docs { get; init; } = [];

    /// <summary>Where the files of streams are: <c>source/stream.yml</c>.</summary>
    public ImmutableArray<string> Streams { get; init; } = ["project/streams"];

    public ImmutableArray<string> CleanTargets { get; init; } = [];

    /// <summary>Absolute: where compiled SQL and artifacts go.</summary>
    public required string Target { get; init; }

    /// <summary>Absolute.</summary>
    public required string PackagesInstall { get; init; }
}
