using System.Collections.Immutable;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Views;

/// <summary>Gives a view a definition: a new version, or an old one again.</summary>
internal static class ViewEditor
{
    private const int VersionsKept = 10;

    /// <param name="old">Null for a new view.</param>
    /// <returns>The same object when the definition is the current one.</returns>
    public static ViewMetadata Next(string location, ViewMetadata? old, ViewDefinition definition)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var schema = new FreshIds(null, 0).Assign(definition.Schema, 0);
        return old is null
            ? new ViewMetadata(Guid.NewGuid().ToString(), location)
            {
                CurrentVersionId = 1,
                Schemas = [schema],
                Versions = [NewVersion(1, 0, now, definition)],
                VersionLog = [new ViewLogEntry(now, 1)],
                Properties = definition.Properties,
            }
            : Follow(old, schema, definition, Math.Max(now, old.VersionLog.LastOrDefault()?.TimestampMs ?? 0)) is var next
                && next.CurrentVersionId == old.CurrentVersionId && next.Properties.SequenceEqual(old.Properties) ? old : next;
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
        Representations = [new ViewRepresentation(definition.Sql, definition.Dialect), .. definition.Others],
        Summary = ImmutableSortedDictionary<string, string>.Empty.Add("engine-name", "lake"),
        DefaultNamespace = definition.DefaultNamespace,
        DefaultCatalog = definition.DefaultCatalog,
    };

    private static ImmutableArray<ViewVersion> Newest(ImmutableArray<ViewVersion> versions, int current) =>
        [.. versions.Where((v, i) => v.VersionId == current || i >= versions.Length - VersionsKept)];
}
