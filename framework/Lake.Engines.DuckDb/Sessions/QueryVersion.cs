using System.Globalization;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// What a query reads, and at which version, as text. Any word of the query that is the name of a relation counts as
/// one, so the text may say too much but never too little.
/// </summary>
internal sealed class QueryVersion
{
    private const int DeepestView = 100;

    private readonly SortedDictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly SessionState _session;
    private readonly UnitOfWork _work;

    private readonly bool _withRows;

    private QueryVersion(SessionState session, UnitOfWork work, bool withRows) => (_session, _work, _withRows) = (session, work, withRows);

    /// <summary>Null when the query may read temporary tables or another database.</summary>
    /// <param name="withRows">Whether rows count, or columns alone.</param>
    public static string? Of(string query, SessionState session, UnitOfWork work, bool withRows)
    {
        var version = new QueryVersion(session, work, withRows);
        return version.Collect(query, null, 0)
            ? string.Join('\n', version._found.Select(f => $"{f.Key} {f.Value}"))
            : null;
    }

    private bool Collect(string query, string? defaultSchema, int depth)
    {
        if (depth > DeepestView)
        {
            return false;
        }

        foreach (var parts in NameScan.Names(query).Select(name => name.Parts))
        {
            if (_session.Names.Foreign.Contains(parts[0]))
            {
                return false;
            }

            var id = parts is [var bare] && defaultSchema is not null ? new TableIdentifier(defaultSchema, bare) : _session.Names.ResolveLoosely(parts);
            if (id is not null && _work.IsKnown(id) && _work.Find(id) is { } relation
                && _found.TryAdd(id.ToString(), Version(relation)) && relation is LakeView { Definition: var view }
                && !Collect(view.Sql, view.DefaultNamespace is [var schema] ? schema : null, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The snapshot that made the rows what they are: those above it only store them otherwise.</summary>
    private static Snapshot? RowsOf(TableMetadata table)
    {
        var snapshot = table.CurrentSnapshot;
        while (snapshot is { Operation: SnapshotOperation.Replace } && table.SnapshotById(snapshot.ParentSnapshotId ?? -1) is { } parent)
        {
            snapshot = parent;
        }

        return snapshot;
    }

    private string Version(LakeRelation relation) => relation switch
    {
        LakeTable { Table.Metadata: var table } when !_withRows => string.Create(CultureInfo.InvariantCulture, $"{table.TableUuid} schema {table.CurrentSchemaId}"),
        LakeTable { Table.Metadata: var table } => string.Create(
            CultureInfo.InvariantCulture, $"{table.TableUuid} snapshot {RowsOf(table)?.SnapshotId} schema {table.CurrentSchemaId}"),
        LakeView view => view.Definition.Sql,
        _ => throw new InvalidOperationException($"{relation.GetType()} has no version"),
    };
}
