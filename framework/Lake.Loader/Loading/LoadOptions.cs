using System.Collections.Immutable;
using Lake.Iceberg.Storage;
using Lake.Loader.Files;
using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>How streams are loaded.</summary>
/// <param name="ProjectDirectory">What paths are relative to.</param>
public sealed record LoadOptions(string ProjectDirectory)
{
    /// <summary>Names of streams whose tables are made anew of all files, in one commit.</summary>
    public ImmutableHashSet<string> FullRefresh { get; init; } = [];

    /// <summary>Reaches object storage; null where no stream is in any.</summary>
    public IFileIO? Storage { get; init; }

    /// <summary>Where the addresses of databases are.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>With <see cref="To"/>, the days of which files are loaded, as their paths tell; files without a day are left out.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether the files chosen are loaded again, in the place of their old rows.</summary>
    public bool Reload { get; init; }

    /// <summary>Whether only files are loaded of which nothing could be loaded before.</summary>
    public bool OnlyRejected { get; init; }

    /// <summary>Told of progress.</summary>
    public ILoadObserver? Observer { get; init; }

    /// <summary>Gives <c>_loaded_at</c>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal bool Covers(RawFile file)
    {
        if (From is null && To is null)
        {
            return true;
        }

        return PathLayout.Day(file.Partitions) is { } day && (From is null || day >= From) && (To is null || day <= To);
    }
}
