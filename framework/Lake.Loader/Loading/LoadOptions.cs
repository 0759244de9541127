using System.Collections.Immutable;

namespace Lake.Loader.Loading;

/// <summary>How streams are loaded.</summary>
/// <param name="ProjectDirectory">What paths are relative to.</param>
public sealed record LoadOptions(string ProjectDirectory)
{
    /// <summary>Names of streams whose tables are made anew of all files, in one commit.</summary>
    public ImmutableHashSet<string> FullRefresh { get; init; } = [];

    /// <summary>Told of progress.</summary>
    public ILoadObserver? Observer { get; init; }

    /// <summary>Gives <c>_loaded_at</c>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
