using System.Collections.Immutable;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Views;

/// <summary>When a version became the current one.</summary>
public sealed record ViewLogEntry(long TimestampMs, int VersionId);

/// <summary>A view's metadata file, version 1 of the view specification.</summary>
public sealed record ViewMetadata(string ViewUuid, string Location)
{
    public const int FormatVersion = 1;

    public ImmutableArray<Schema> Schemas { get; init; } = [];

    public required int CurrentVersionId { get; init; }

    public ImmutableArray<ViewVersion> Versions { get; init; } = [];

    public ImmutableArray<ViewLogEntry> VersionLog { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ViewVersion CurrentVersion => Versions.First(v => v.VersionId == CurrentVersionId);

    public Schema Schema => Schemas.First(s => s.SchemaId == CurrentVersion.SchemaId);
}
