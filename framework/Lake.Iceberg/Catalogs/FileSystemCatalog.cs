using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Catalogs;

/// <summary>
/// Tables as folders: <c>warehouse/schema/table/metadata/vN.metadata.json</c> with <c>version-hint.text</c>. A commit is
/// the making of the next version, which exactly one writer can do. Where a table and a view have one name, the view is not
/// seen: one takes the other's place by that.
/// </summary>
public sealed class FileSystemCatalog : ICatalog
{
    private const string HintFile = "version-hint.text";
    private readonly ViewStore _views;

    /// <param name="warehouse">A location with scheme, such as <c>file:///data/warehouse</c>; see <see cref="LocalPath.ToLocation"/>.</param>
    public FileSystemCatalog(string warehouse, IFileIO? io = null)
    {
        Warehouse = warehouse.TrimEnd('/');
        Io = io ?? LocalFileIO.Instance;
        _views = new ViewStore(Io, DefaultLocation);
    }

    public string Warehouse { get; }

    public IFileIO Io { get; }

    public IReadOnlyList<TableNamespace> ListNamespaces()
    {
        var found = new List<TableNamespace>();
        Visit(new TableNamespace([]));
        return found;

        void Visit(TableNamespace parent)
        {
            foreach (var name in VisibleFolders(LocationOf(parent)))
            {
                var child = new TableNamespace(parent.Parts.Add(name));
                if (!IsTableFolder(child))
                {
                    found.Add(child);
                    Visit(child);
                }
            }
        }
    }

    public bool NamespaceExists(TableNamespace ns)
    {
        var parent = LocationOf(new TableNamespace(ns.Parts[..^1]));
        return VisibleFolders(parent).Contains(ns.Parts[^1]) && !IsTableFolder(ns);
    }

    public void CreateNamespace(TableNamespace ns)
    {
        if (IsTableFolder(ns))
        {
            throw IcebergRules.AlreadyExists.Error(null, $"'{ns}' is a table, so it cannot be a schema.");
        }

        Io.CreateFolder(LocationOf(ns));
    }

    public bool DropNamespace(TableNamespace ns)
    {
        if (!NamespaceExists(ns))
        {
            return false;
        }

        if (ListTables(ns).Concat(ListViews(ns)).FirstOrDefault() is { } relation)
        {
            throw IcebergRules.NamespaceNotEmpty.Error(null, $"Schema '{ns}' still holds '{relation.Name}'.", "drop its tables and views first");
        }

        Io.DeleteEmptyFolders(LocationOf(ns));
        return true;
    }

    public IReadOnlyList<TableIdentifier> ListTables(TableNamespace ns) =>
    [
        .. VisibleFolders(LocationOf(ns)).Select(name => new TableIdentifier(ns, name)).Where(id => VersionsOf(id).Latest() is not null),
    ];

    public Table? TryLoadTable(TableIdentifier identifier)
    {
        if (VersionsOf(identifier).Latest() is not { } latest)
        {
            return null;
        }

        var metadata = MetadataFile.Read(Io, latest.Location);
        CheckPlace(identifier, metadata);
        return new Table(this, identifier, metadata, latest.Location);
    }

    public string DefaultLocation(TableIdentifier identifier) =>
        $"{LocationOf(identifier.Namespace)}/{FolderName.Check(identifier.Name)}";

    public Table CommitTable(TableIdentifier identifier, IReadOnlyList<TableRequirement> requirements, IReadOnlyList<TableUpdate> updates)
    {
        var versions = VersionsOf(identifier);
        var latest = versions.Latest();
        var current = latest is { } found ? MetadataFile.Read(Io, found.Location) : null;
        var commit = new TableCommit(identifier, requirements, updates);
        var next = commit.ApplyTo(current, latest?.Location);
        if (current is null && !commit.TakesView && _views.Exists(identifier))
        {
            throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a view.", "drop the view first");
        }

        if (current is not null)
        {
            CheckPlace(identifier, current);
        }

        var version = (latest?.Version ?? 0) + 1;
        if (!versions.TryCreate(version, latest?.Location, MetadataFile.Write(next)))
        {
            throw TableCommit.Conflict(identifier, "another writer was first");
        }

        if (commit.TakesView)
        {
            _views.Drop(identifier);
        }

        MetadataCleanup.AfterCommit(Io, current, next);
        return new Table(this, identifier, next, versions.LocationOf(version));
    }

    public bool DropTable(TableIdentifier identifier, bool purge = true)
    {
        if (VersionsOf(identifier).Latest() is not null)
        {
            // What the writer of the table left of a view, should he have died.
            _views.Drop(identifier);
        }

        return Remove(identifier, purge);
    }

    private bool Remove(TableIdentifier identifier, bool purge)
    {
        var versions = VersionsOf(identifier);
        while (versions.Latest() is { } latest)
        {
            var files = purge ? TableFiles.TryCollect(Io, latest.Location) : [];
            if (versions.TryDeleteAll(latest.Version))
            {
                files.Where(IsOurs).ToList().ForEach(Io.Delete);
                Io.DeleteEmptyFolders(DefaultLocation(identifier));
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The new name gets a folder of its own with the metadata in it; files so far stay where they are, as their paths
    /// are part of the table's history.
    /// </summary>
    public void RenameTable(TableIdentifier from, TableIdentifier to, bool takesView = false)
    {
        var (source, target) = (VersionsOf(from), VersionsOf(to));
        if (source.Latest() is not { } latest)
        {
            throw IcebergRules.NoSuchTable.Error(null, $"There is no table '{from}'.");
        }

        if (target.Latest() is not null || (!takesView && _views.Exists(to)))
        {
            throw IcebergRules.AlreadyExists.Error(null, $"There is already a table or view '{to}'.");
        }

        var metadata = MetadataFile.Read(Io, latest.Location) with { Location = DefaultLocation(to), MetadataLog = [] };
        if (!target.TryCreate(1, null, MetadataFile.Write(metadata)))
        {
            throw IcebergRules.AlreadyExists.Error(null, $"There is already a table '{to}'.");
        }

        _views.Drop(from);
        if (!source.TryDeleteAll(latest.Version))
        {
            target.TryDeleteAll(1);
            throw TableCommit.Conflict(from, "another writer was first");
        }

        if (takesView)
        {
            _views.Drop(to);
        }
    }

    /// <summary>New files go to a folder of the warehouse; what is there already must be found where its metadata say.</summary>
    public Table RegisterTable(TableIdentifier identifier, string metadataLocation)
    {
        var target = VersionsOf(identifier);
        var metadata = MetadataFile.Read(Io, metadataLocation);
        if (metadata.CurrentSnapshot is { ManifestList: { Length: > 0 } list } && !Io.Exists(list))
        {
            throw IcebergRules.MovedTable.Error(
                null, $"The table's metadata say that it lies at '{metadata.Location}', where its files are not.", "move it back; or read it with lake table scan --map, and copy what you need");
        }

        if (target.Latest() is not null || _views.Exists(identifier)
            || !target.TryCreate(1, null, MetadataFile.Write(metadata with { Location = DefaultLocation(identifier) })))
        {
            throw IcebergRules.AlreadyExists.Error(null, $"There is already a table or view '{identifier}'.");
        }

        return new Table(this, identifier, metadata with { Location = DefaultLocation(identifier) }, target.LocationOf(1));
    }

    public IReadOnlyList<TableIdentifier> ListViews(TableNamespace ns) =>
        [.. VisibleFolders(LocationOf(ns)).Select(name => new TableIdentifier(ns, name)).Where(id => _views.Exists(id) && VersionsOf(id).Latest() is null)];

    public View? TryLoadView(TableIdentifier identifier) =>
        _views.TryLoad(identifier) is { } view && VersionsOf(identifier).Latest() is null ? view : null;

    public View CreateOrReplaceView(TableIdentifier identifier, ViewDefinition definition, bool takesTable = false)
    {
        if (!takesTable && VersionsOf(identifier).Latest() is not null)
        {
            throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a table, so it cannot be a view.", "drop the table first");
        }

        var view = _views.CreateOrReplace(identifier, definition);
        if (takesTable)
        {
            Remove(identifier, purge: true);
        }

        return view;
    }

    public bool DropView(TableIdentifier identifier) => _views.Drop(identifier);

    /// <summary>A registered table's files elsewhere are not ours to delete.</summary>
    private bool IsOurs(string location) => FileSet.IsWithin(location, Warehouse);

    /// <summary>The copy of a table would be read from, and written to, the place of the original.</summary>
    private void CheckPlace(TableIdentifier identifier, TableMetadata metadata)
    {
        var location = DefaultLocation(identifier);
        if (metadata.Location != location && Io.Canonical(metadata.Location) != Io.Canonical(location))
        {
            throw IcebergRules.MovedTable.Error(
                null,
                $"Table '{identifier}' was written at '{metadata.Location}' but lies at '{location}' now.",
                "move the warehouse back to where it was, or delete its folder and build again");
        }
    }

    private string LocationOf(TableNamespace ns) => string.Join('/', ns.Parts.Select(FolderName.Check).Prepend(Warehouse));

    private VersionedFiles VersionsOf(TableIdentifier identifier) =>
        new(Io, DefaultLocation(identifier) + "/metadata", VersionedFiles.TableSuffix, HintFile);

    private IEnumerable<string> VisibleFolders(string location) => Io.ListFolders(location).Where(name => !name.StartsWith('.'));

    /// <summary>
    /// Also of one that was dropped, or whose first writer died before it had written anything. Right in the warehouse
    /// there are schemas only, in which tables too may be called "data".
    /// </summary>
    private bool IsTableFolder(TableNamespace ns)
    {
        var location = LocationOf(ns);
        return TableParts(location).Any(part =>
            Io.ListFiles($"{location}/{part}").Count > 0 || (ns.Parts.Length > 1 && !TableParts($"{location}/{part}").Any()));
    }

    private IEnumerable<string> TableParts(string location) => Io.ListFolders(location).Where(name => name is "metadata" or "data");
}
