using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Views;

/// <summary>Views as files beside the tables: <c>metadata/vN.view.json</c>, which no reader takes for a table.</summary>
internal sealed class ViewStore(IFileIO io, Func<TableIdentifier, string> location)
{
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
            var metadata = ViewEditor.Next(location(identifier), old, definition);
            if (old is not null && ReferenceEquals(metadata, old))
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
}
