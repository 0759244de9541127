using System.Collections.Immutable;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Views;

/// <summary>Views as files beside the tables: <c>metadata/vN.view.json</c>, which no reader takes for a table.</summary>
internal sealed class ViewStore(IFileIO io, Func<TableIdentifier, string> location)
{
    private const int VersionsKept = 10;
    private const int Attempts = 20;

    public bool Exists(TableIdentifier identifier) => VersionsOf(identifier).Latest() is not null;

    public View? TryLoad(TableIdentifier identifier) => VersionsOf(identifier).Latest() is { } latest
        ? new View(identifier, MetadataFile.Parse(latest.Location, io.Read(latest.Location), ViewMetadataJson.Read))
        : null;

    public View CreateOrReplace(TableIdentifier identifier, ViewDefinition definition)
    {
        var versions = VersionsOf(identifier);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var latest = versions.Latest();
            var old = latest is { } found ? TryLoad(identifier)?.Metadata : null;
            var metadata = Next(identifier, old, definition);
            if (old is not null && metadata.CurrentVersionId == old.CurrentVersionId && metadata.Properties.SequenceEqual(old.Properties))
            {
                return new View(identifier, old);
            }

            var version = (latest?.Version ?? 0) + 1;
            if (versions.TryCreate(version, latest?.Location, ViewMetadataJson.Write(metadata)))
            {
                foreach (var superseded in versions.All().Where(f => f.Version < version - 1).ToList())
                {
                    io.Delete(superseded.Location);
                }

                return new View(identifier, metadata);
            }
        }

        throw IcebergRules.CommitConflict.Error(null, $"View '{identifier}' is being changed by others all the time.", "run the statement again");
    }

    public bool Drop(TableIdentifier identifier)
    {
        var versions = VersionsOf(identifier);
        while (versions.Latest() is { } latest)
        {
            if (versions.TryDeleteAll(latest.Version))
            {
                io.DeleteEmptyFolders(location(identifier));
                return true;
            }
        }

        return false;
    }

    private VersionedFiles VersionsOf(TableIdentifier identifier) =>
        new(io, location(identifier) + "/metadata", VersionedFiles.ViewSuffix, hint: null);

    private ViewMetadata Next(TableIdentifier identifier, ViewMetadata? old, ViewDefinition definition)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var schema = new FreshIds(null, 0).Assign(definition.Schema, 0);
        return old is null
            ? new ViewMetadata(Guid.NewGuid().ToString(), location(identifier))
            {
                CurrentVersionId = 1,
                Schemas = [schema],
                Versions = [NewVersion(1, 0, now, definition)],
                VersionLog = [new ViewLogEntry(now, 1)],
                Properties = definition.Properties,
            }
            : Follow(old, schema, definition, Math.Max(now, old.VersionLog.LastOrDefault()?.TimestampMs ?? 0));
    }

    /// <summary>Schemas and versions that were there before are used again.</summary>
    private static ViewMetadata Follow(ViewMetadata old, Schema schema, ViewDefinition definition, long now)
    {
        var schemas = old.Schemas;
        if (schemas.FirstOrDefault(s => s.HasSameColumns(schema)) is { } same)
        {
            schema = same;
        }
        else
        {
            schema = schema.WithId(schemas.Max(s => s.SchemaId) + 1);
            schemas = schemas.Add(schema);
        }

        var version = NewVersion(old.Versions.Max(v => v.VersionId) + 1, schema.SchemaId, now, definition);
        var versions = old.Versions;
        if (versions.FirstOrDefault(v => v.HasSameDefinition(version)) is { } known)
        {
            version = known;
        }
        else
        {
            versions = versions.Add(version);
        }

        return old with
        {
            CurrentVersionId = version.VersionId,
            Schemas = schemas,
            Versions = Newest(versions, version.VersionId),
            VersionLog = old.CurrentVersionId == version.VersionId ? old.VersionLog : old.VersionLog.Add(new ViewLogEntry(now, version.VersionId)),
            Properties = definition.Properties,
        };
    }

    private static ViewVersion NewVersion(int id, int schemaId, long now, ViewDefinition definition) => new(id, schemaId, now)
    {
        Representations = [new ViewRepresentation(definition.Sql, definition.Dialect)],
        Summary = ImmutableSortedDictionary<string, string>.Empty.Add("engine-name", "lake"),
        DefaultNamespace = definition.DefaultNamespace,
        DefaultCatalog = definition.DefaultCatalog,
    };

    private static ImmutableArray<ViewVersion> Newest(ImmutableArray<ViewVersion> versions, int current) =>
        [.. versions.Where((v, i) => v.VersionId == current || i >= versions.Length - VersionsKept)];
}
