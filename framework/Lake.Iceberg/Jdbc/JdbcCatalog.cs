using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Jdbc;

/// <summary>
/// Tables and views as rows of PostgreSQL that point to metadata files. A commit is an update of the pointer on
/// condition that it is what it was; it is shared with Trino, Spark and PyIceberg.
/// </summary>
public sealed class JdbcCatalog : IMultiTableCatalog, IDisposable
{
    private const string Named = "catalog_name = $1 AND table_namespace = $2 AND table_name = $3";
    private const string IsTable = "(iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
    private const string IsView = "iceberg_type = 'VIEW'";
    private const int Attempts = 20;
    private const int LongestLocation = 1000;

    private readonly JdbcTables _tables;
    private readonly JdbcNamespaces _namespaces;
    private readonly string _name;
    private readonly string _warehouse;

    /// <param name="warehouse">Where tables are put, with scheme.</param>
    public JdbcCatalog(JdbcOptions options, string warehouse, IFileIO io)
    {
        (_name, _warehouse, Io) = (options.Name, warehouse.TrimEnd('/'), io);
        _tables = new JdbcTables(options);
        _namespaces = new JdbcNamespaces(_tables, _name);
    }

    public IFileIO Io { get; }

    public bool CommitsTogether => true;

    public bool CreatesTogether => true;

    public IReadOnlyList<TableNamespace> ListNamespaces() => _namespaces.List();

    public bool NamespaceExists(TableNamespace ns) => _namespaces.Exists(ns);

    public void CreateNamespace(TableNamespace ns) => _namespaces.Create(ns);

    public bool DropNamespace(TableNamespace ns) => _namespaces.Drop(ns);

    public IReadOnlyList<TableIdentifier> ListTables(TableNamespace ns) => List(ns, IsTable);

    public Table? TryLoadTable(TableIdentifier identifier) => Find(identifier, IsTable) is { } location
        ? new Table(this, identifier, MetadataFile.Read(Io, location), location)
        : null;

    public string DefaultLocation(TableIdentifier identifier) =>
        string.Join('/', identifier.Namespace.Parts.Append(identifier.Name).Select(FolderName.Check).Prepend(_warehouse));

    public Table CommitTable(TableIdentifier identifier, IReadOnlyList<TableRequirement> requirements, IReadOnlyList<TableUpdate> updates) =>
        Commit([new TableCommit(identifier, requirements, updates)])[0];

    public void CommitTables(IReadOnlyList<TableCommit> commits) => Commit(commits);

    public bool DropTable(TableIdentifier identifier, bool purge = true)
    {
        while (Find(identifier, IsTable) is { } location)
        {
            if (_tables.TryChange(($"DELETE FROM iceberg_tables WHERE {Named} AND metadata_location = $4 AND {IsTable}", Key(identifier, location))))
            {
                if (purge)
                {
                    Purge(location);
                }

                return true;
            }
        }

        return false;
    }

    public Table RegisterTable(TableIdentifier identifier, string metadataLocation)
    {
        var metadata = MetadataFile.Read(Io, metadataLocation);
        return _tables.TryChange(Point(identifier, null, metadataLocation, "TABLE"))
            ? new Table(this, identifier, metadata, metadataLocation)
            : throw IcebergRules.AlreadyExists.Error(null, $"There is already a table or view '{identifier}'.");
    }

    public void RenameTable(TableIdentifier from, TableIdentifier to, bool takesView = false)
    {
        if (Find(from, IsTable) is null)
        {
            throw IcebergRules.NoSuchTable.Error(null, $"There is no table '{from}'.");
        }

        var view = takesView ? Find(to, IsView) : null;
        var rename = ($"UPDATE iceberg_tables SET table_namespace = $4, table_name = $5 WHERE {Named} AND {IsTable}", Key(from, JdbcNamespaces.Text(to.Namespace), to.Name));
        if (!_tables.TryChange(view is null ? [rename] : [RemovedView(to), rename]))
        {
            throw Find(from, IsTable) is null
                ? IcebergRules.NoSuchTable.Error(null, $"There is no table '{from}'.")
                : IcebergRules.AlreadyExists.Error(null, $"There is already a table or view '{to}'.");
        }

        DeleteView(view);
    }

    public IReadOnlyList<TableIdentifier> ListViews(TableNamespace ns) => List(ns, IsView);

    public View? TryLoadView(TableIdentifier identifier) => Find(identifier, IsView) is { } location ? new View(identifier, ReadView(location)) : null;

    public View CreateOrReplaceView(TableIdentifier identifier, ViewDefinition definition, bool takesTable = false)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var table = takesTable ? Find(identifier, IsTable) : null;
            var current = Find(identifier, IsView);
            var old = current is null ? null : ReadView(current);
            var next = ViewEditor.Next(old?.Location ?? DefaultLocation(identifier), old, definition);
            if (ReferenceEquals(next, old))
            {
                return new View(identifier, next);
            }

            var location = CheckLength(MetadataName.Next(next.Location, current));
            Io.Write(location, ViewMetadataJson.Write(next));
            if (_tables.TryChange(table is null ? Point(identifier, current, location, "VIEW") : Turn(identifier, table, location, "VIEW")))
            {
                if (table is not null)
                {
                    Purge(table);
                }

                return new View(identifier, next);
            }

            Io.Delete(location);
            if (!takesTable && Find(identifier, IsTable) is not null)
            {
                throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a table, so it cannot be a view.", "drop the table first");
            }
        }

        throw IcebergRules.CommitConflict.Error(null, $"View '{identifier}' is being changed by others all the time.", "run the statement again");
    }

    public bool DropView(TableIdentifier identifier)
    {
        var location = Find(identifier, IsView);
        if (location is null || !_tables.TryChange(RemovedView(identifier)))
        {
            return false;
        }

        DeleteView(location);
        return true;
    }

    public void Dispose() => _tables.Dispose();

    private List<Table> Commit(IReadOnlyList<TableCommit> commits)
    {
        var written = new List<(TableMetadata? Current, Table Next)>();
        var views = new List<string>();
        var statements = new List<(string, string?[])>();
        foreach (var commit in commits)
        {
            var current = TryLoadTable(commit.Identifier);
            var next = commit.ApplyTo(current?.Metadata, current?.MetadataLocation);
            var view = current is null ? Find(commit.Identifier, IsView) : null;
            if (view is not null && !commit.TakesView)
            {
                throw IcebergRules.AlreadyExists.Error(null, $"'{commit.Identifier}' is a view.", "drop the view first");
            }

            var location = CheckLength(MetadataName.Next(next.Location, current?.MetadataLocation));
            Io.Write(location, MetadataFile.Write(next));
            written.Add((current?.Metadata, new Table(this, commit.Identifier, next, location)));
            statements.Add(view is null ? Point(commit.Identifier, current?.MetadataLocation, location, "TABLE") : Turn(commit.Identifier, view, location, "TABLE"));
            if (view is not null)
            {
                views.Add(view);
            }
        }

        if (!_tables.TryChange(statements))
        {
            written.ForEach(w => Io.Delete(w.Next.MetadataLocation ?? ""));
            throw TableCommit.Conflict(commits[0].Identifier, "another writer was first");
        }

        views.ForEach(DeleteView);
        written.ForEach(w => MetadataCleanup.AfterCommit(Io, w.Current, w.Next.Metadata));
        return written.ConvertAll(w => w.Next);
    }

    private (string, string?[]) Point(TableIdentifier identifier, string? current, string next, string type) => current is null
        ? ("INSERT INTO iceberg_tables (catalog_name, table_namespace, table_name, metadata_location, previous_metadata_location, iceberg_type) VALUES ($1, $2, $3, $4, NULL, $5)",
            Key(identifier, next, type))
        : ($"UPDATE iceberg_tables SET metadata_location = $4, previous_metadata_location = $5 WHERE {Named} AND metadata_location = $5 AND {(type == "VIEW" ? IsView : IsTable)}",
            Key(identifier, next, current));

    /// <summary>A view becomes a table, or a table a view.</summary>
    private (string, string?[]) Turn(TableIdentifier identifier, string current, string next, string type) => (
        $"UPDATE iceberg_tables SET metadata_location = $4, previous_metadata_location = NULL, iceberg_type = $6 WHERE {Named} AND metadata_location = $5 AND {(type == "VIEW" ? IsTable : IsView)}",
        Key(identifier, next, current, type));

    private (string, string?[]) RemovedView(TableIdentifier identifier) => ($"DELETE FROM iceberg_tables WHERE {Named} AND {IsView}", Key(identifier));

    private void DeleteView(string? location)
    {
        if (location is not null)
        {
            Io.Delete(location);
            Io.DeleteEmptyFolders(location[..location.LastIndexOf("/metadata/", StringComparison.Ordinal)]);
        }
    }

    private string? Find(TableIdentifier identifier, string kind) => !JdbcNamespaces.CanExist(identifier.Namespace) ? null : _tables.Query(
        $"SELECT metadata_location FROM iceberg_tables WHERE {Named} AND {kind}", row => row.GetString(0), Key(identifier)).FirstOrDefault();

    private List<TableIdentifier> List(TableNamespace ns, string kind) => !JdbcNamespaces.CanExist(ns) ? [] :
    [
        .. _tables.Query($"SELECT table_name FROM iceberg_tables WHERE catalog_name = $1 AND table_namespace = $2 AND {kind}", row => row.GetString(0), _name, JdbcNamespaces.Text(ns))
            .Order(StringComparer.Ordinal).Select(name => new TableIdentifier(ns, name)),
    ];

    private string?[] Key(TableIdentifier identifier, params string?[] more) => [_name, JdbcNamespaces.Text(identifier.Namespace), identifier.Name, .. more];

    private ViewMetadata ReadView(string location) => MetadataFile.Parse(location, Io.Read(location), ViewMetadataJson.Read);

    private void Purge(string location)
    {
        var table = MetadataFile.Read(Io, location);
        var folder = location[..Math.Max(0, location.LastIndexOf('/'))];
        foreach (var file in TableFiles.TryCollect(Io, location).Concat(table.MetadataLog.Select(e => e.MetadataFile)).Where(f => TableFiles.IsOwn(table, f) || FileSet.IsWithin(f, folder)).Append(location).ToList())
        {
            Io.Delete(file);
        }

        Io.DeleteEmptyFolders(table.Location);
    }

    private static string CheckLength(string location) => location.Length <= LongestLocation ? location
        : throw IcebergRules.InvalidName.Error(null, $"The location '{location}' is longer than the {LongestLocation} characters that the catalog holds.", "choose shorter names");
}
