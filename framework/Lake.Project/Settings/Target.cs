using System.Collections.Immutable;
using Lake.Project.Values;

namespace Lake.Project.Settings;

/// <summary>Where to build: one output of a profile, or <c>local</c> when the project has no profile.</summary>
public sealed record Target
{
    /// <summary>What <c>target</c> says of the run whichever engine a node is on.</summary>
    private static readonly string[] Kept = ["name", "target_name", "profile_name", "schema", "threads"];

    /// <summary>The profile; <c>lake</c> without one.</summary>
    public required string ProfileName { get; init; }

    public required string Name { get; init; }

    /// <summary>The adapter: <c>duckdb</c> or <c>trino</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where the profile says the type; null for the built-in target.</summary>
    public Lake.Text.Location? TypePlace { get; init; }

    public required string Database { get; init; }

    public required string Schema { get; init; }

    public int Threads { get; init; } = 4;

    /// <summary>True when no profile was found and the built-in target is used.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Everything the output says, rendered. May hold secrets: only engines and <see cref="Visible"/> read it.</summary>
    public ValueMap Output { get; init; } = ValueMap.Empty;

    /// <summary>What templates see as <c>target</c>: no secrets.</summary>
    public ValueMap Visible { get; init; } = ValueMap.Empty;

    /// <summary>Other engines over the same catalog that nodes may ask for, by type.</summary>
    public ImmutableSortedDictionary<string, Target> Engines { get; init; } = ImmutableSortedDictionary<string, Target>.Empty;

    /// <summary>
    /// As a node sees it that another engine works on: with the type and the connection of that one, and everything that names
    /// depend on as it is. The target itself for its own type and for one that it does not name.
    /// </summary>
    public Target On(string? engine) => engine is null || !Engines.TryGetValue(engine, out var other) ? this : other with
    {
        ProfileName = ProfileName,
        Name = Name,
        Database = Database,
        Schema = Schema,
        Threads = Threads,
        Engines = Engines,
        Visible = other.Visible.Merge(new ValueMap(Kept.Select(key => KeyValuePair.Create(key, Visible.Find(key))))),
    };
}
