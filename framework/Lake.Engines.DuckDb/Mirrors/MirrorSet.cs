using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// The views, and copies of small tables, in a session's DuckDB that stand for relations of the lakehouse, each made when a statement first names
/// it and again when its relation has another version.
/// </summary>
internal sealed class MirrorSet(DuckGate duck, NameResolver names, VersionReads versions)
{
    /// <summary>
    /// A table of a few rows is copied into memory: its file would be opened, and its columns be bound, for each query anew.
    /// </summary>
    private const long LargestCopy = 64 << 10;
    private const long MostRows = 5000;
    private const int MostCopies = 500;

    private int _copies;
    private bool _hasPartial;
    private readonly HashSet<string> _schemas = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<TableIdentifier, Mirror> _mirrors =
        ImmutableDictionary<TableIdentifier, Mirror>.Empty.WithComparers(IdentifierComparer.Instance);

    /// <summary>What DuckDB's own transaction undoes; to be given to <see cref="Restore"/> after a rollback.</summary>
    public object State => _mirrors;

    public void Restore(object state)
    {
        _mirrors = (ImmutableDictionary<TableIdentifier, Mirror>)state;
        _copies = _mirrors.Values.Count(mirror => mirror.IsCopy);
        _hasPartial = true;
        _schemas.Clear();
    }

    public void EnsureSchema(string schema)
    {
        if (_schemas.Add(schema))
        {
            duck.Run($"CREATE SCHEMA IF NOT EXISTS {SqlText.Identifier(names.Database, schema)}");
        }
    }

    public bool Contains(TableIdentifier id) => _mirrors.ContainsKey(id);

    /// <summary>Brings what a name stands for up to date; nothing when the lakehouse has no such relation.</summary>
    /// <param name="show">What is shown of a table, under the name and below views; all of it by default.</param>
    /// <returns>What a query reads that names it.</returns>
    public Reads Ensure(TableIdentifier id, UnitOfWork work, Func<LakeTable, Shown>? show = null)
    {
        if (work.Find(id) is { } relation)
        {
            return Ensure(relation, work, [], show ?? Shown.All).Reads;
        }

        if (_mirrors.TryGetValue(id, out var mirror))
        {
            Drop(id, mirror);
        }

        return default;
    }

    /// <summary>
    /// Stands in for tables, also below views, by empty ones with the same columns, for statements that look at the list
    /// of tables: there a table is to be seen as a table.
    /// </summary>
    public void EnsureShape(LakeRelation relation, UnitOfWork work) =>
        _ = relation is LakeView { Definition.Sql: "" } foreign ? EnsureForeign(foreign) : Ensure(relation, work, [], _ => Shown.Shape);

    /// <summary>
    /// Takes away what shows less than its table, made for an earlier statement: views and macros of the session would
    /// find it there, which otherwise ask for what they miss.
    /// </summary>
    public void DropPartial()
    {
        if (_hasPartial)
        {
            DropWhere(id => _mirrors[id].IsPartial);
            _hasPartial = false;
        }
    }

    /// <summary>Views whose relation is gone.</summary>
    public void DropWhere(Func<TableIdentifier, bool> isGone)
    {
        foreach (var (id, mirror) in _mirrors.Where(m => isGone(m.Key)))
        {
            Drop(id, mirror);
        }
    }

    private Mirror Ensure(LakeRelation relation, UnitOfWork work, ImmutableArray<TableIdentifier> within, Func<LakeTable, Shown> show) => relation switch
    {
        LakeTable table => EnsureTable(table, show(table)),
        LakeView view => EnsureView(view, work, within.Add(view.Id), show),
        _ => throw new InvalidOperationException($"Relation {relation.Id} is of no known kind."),
    };

    private Mirror EnsureTable(LakeTable table, Shown shown)
    {
        var isShape = shown.Rows is null;
        if (_mirrors.TryGetValue(table.Id, out var mirror) && mirror.IsShape == isShape && !mirror.IsPartial && !(shown.IsPartial && !isShape) && Shows(mirror, table))
        {
            return mirror;
        }

        var reads = new Reads(shown.Files.Sum(task => task.File.FileSizeInBytes), IsOpen: false);
        var isCopy = !isShape && _copies < MostCopies && reads.Bytes <= LargestCopy && shown.Files.Sum(task => task.File.RecordCount) <= MostRows;
        var sql = shown.Rows is not { } rows ? $"CREATE TABLE {Name(table.Id)} ({Columns(table)})"
            : $"CREATE {(isCopy ? "TABLE" : "VIEW")} {Name(table.Id)} AS {new TableSql(duck, rows).All()}";
        Begin(table.Id);
        duck.Run(sql);
        return Keep(table.Id, new Mirror(table.Table, isShape, [], reads) { IsCopy = isCopy, IsPartial = shown.IsPartial });
    }

    /// <summary>
    /// Also when what was staged is published since: its rows are the same. A view may go by paths that only staged files
    /// in object storage have.
    /// </summary>
    private static bool Shows(Mirror mirror, LakeTable table) => ReferenceEquals(mirror.Version, table.Table)
        || (mirror is { IsShape: false, Version: Lake.Iceberg.Catalogs.Table { Metadata: var known } }
            && (mirror.IsCopy || LocalPath.TryFromLocation(table.Table.DataLocation) is not null)
            && table.Table.Metadata is var now && known.TableUuid == now.TableUuid
            && known.CurrentSchemaId == now.CurrentSchemaId && known.Schemas.Length == now.Schemas.Length
            && known.CurrentSnapshotId == now.CurrentSnapshotId && known.CurrentSnapshot?.ManifestList == now.CurrentSnapshot?.ManifestList);

    private static string Columns(LakeTable table) => string.Join(", ", SqlNames.Of(table.Scan.Schema).Fields.Select(field =>
        $"{SqlText.Identifier(field.Name)} {TypeMapping.ToDuckDb(field.Type)}{(field.Required ? " NOT NULL" : "")}"));

    private Mirror EnsureView(LakeView view, UnitOfWork work, ImmutableArray<TableIdentifier> within, Func<LakeTable, Shown> show)
    {
        if (view.Definition.Sql.Length == 0)
        {
            throw EngineRules.UnsupportedSql.Error(null, $"View '{view.Id}' is not written in DuckDB's SQL.", "create it again from here, or read its tables");
        }

        var sources = ImmutableArray.CreateBuilder<object>();
        var tokens = NameScan.Tokens(view.Definition.Sql);
        var reads = new Reads(0, OpenReads.AreIn(tokens));
        foreach (var name in NameScan.Names(tokens))
        {
            // Names that are no tables may lead back to a view that is being made.
            var id = name.Parts is [var single] ? InDefault(view, single) : names.ResolveLoosely(name.Parts);
            if (id is not null && !name.IsCommonTable && !within.Contains(id, IdentifierComparer.Instance) && work.IsKnown(id) && work.Find(id) is { } source)
            {
                var below = Ensure(source, work, within, show);
                sources.Add(source is LakeTable ? below.Version : below);
                reads = reads.With(below.Reads);
            }
        }

        var (sql, read) = versions.Replace(new SourceFile($"view {view.Id}", view.Definition.Sql), work);
        sources.AddRange(read);
        var isCurrent = _mirrors.TryGetValue(view.Id, out var mirror) && ReferenceEquals(mirror.Version, view.Definition)
            && mirror.Sources.SequenceEqual(sources, ReferenceEqualityComparer.Instance);
        if (isCurrent && mirror is not null)
        {
            mirror.Reads = reads;
            return mirror;
        }

        Begin(view.Id);
        duck.Run($"CREATE OR REPLACE VIEW {Name(view.Id)} AS {sql}\n", UsedBy(view));
        return Keep(view.Id, new Mirror(view.Definition, IsShape: false, sources.ToImmutable(), reads));
    }

    /// <summary>A view of another engine, for lists of what there is: without rows.</summary>
    private Mirror EnsureForeign(LakeView view)
    {
        if (_mirrors.TryGetValue(view.Id, out var mirror) && ReferenceEquals(mirror.Version, view.Definition))
        {
            return mirror;
        }

        Begin(view.Id);
        var columns = view.Definition.Schema.Fields.Select(f => $"CAST(NULL AS {TypeMapping.ToDuckDb(f.Type)}) AS {SqlText.Identifier(f.Name)}");
        duck.Run($"CREATE VIEW {Name(view.Id)} AS SELECT {string.Join(", ", columns)} WHERE false");
        return Keep(view.Id, new Mirror(view.Definition, IsShape: false, [], new Reads(0, IsOpen: false)));
    }

    private Mirror Keep(TableIdentifier id, Mirror mirror)
    {
        _mirrors = _mirrors.SetItem(id, mirror);
        _copies += mirror.IsCopy ? 1 : 0;
        _hasPartial |= mirror.IsPartial;
        return mirror;
    }

    /// <summary>The schema in which the view's SQL was written, where it is not the session's own.</summary>
    private string? UsedBy(LakeView view) =>
        view.Definition.DefaultNamespace is [var schema] && !string.Equals(schema, names.CurrentSchema, StringComparison.OrdinalIgnoreCase)
            ? SqlText.Identifier(names.Database, schema)
            : null;

    private TableIdentifier? InDefault(LakeView view, string name) =>
        view.Definition.DefaultNamespace is [var schema] ? new TableIdentifier(schema, name) : names.ResolveLoosely([name]);

    /// <summary>Makes way for a new mirror.</summary>
    private void Begin(TableIdentifier id)
    {
        EnsureSchema(id.Namespace.ToString());
        if (_mirrors.TryGetValue(id, out var mirror))
        {
            Drop(id, mirror);
        }
    }

    private void Drop(TableIdentifier id, Mirror mirror)
    {
        duck.Run($"DROP {(mirror.IsShape || mirror.IsCopy ? "TABLE" : "VIEW")} IF EXISTS {Name(id)}");
        _mirrors = _mirrors.Remove(id);
        _copies -= mirror.IsCopy ? 1 : 0;
    }

    private string Name(TableIdentifier id) => SqlText.Identifier(names.Database, id.Namespace.ToString(), id.Name);

    /// <param name="Version">The table or view definition that it shows.</param>
    /// <param name="Sources">The versions of what a view reads.</param>
    private sealed record Mirror(object Version, bool IsShape, ImmutableArray<object> Sources, Reads Reads)
    {
        /// <summary>Whether it holds the rows itself.</summary>
        public bool IsCopy { get; init; }

        /// <summary>Whether it was made for one statement alone.</summary>
        public bool IsPartial { get; init; }

        /// <summary>How much that is changes with what is shown of the tables below a view.</summary>
        public Reads Reads { get; set; } = Reads;
    }
}
