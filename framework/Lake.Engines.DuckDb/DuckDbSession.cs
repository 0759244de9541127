using System.Diagnostics.CodeAnalysis;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Maintenance;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Registering;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Routing;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Staging;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Maintenance;
using Lake.Iceberg.Names;
using Lake.Sql;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb;

/// <summary>One connection to the lakehouse, for one thread at a time.</summary>
internal sealed class DuckDbSession : IEngineSession
{
    private readonly SessionState _state;
    private readonly SessionTransaction _transaction;
    private readonly ConflictRetry _conflicts;

    public DuckDbSession(PinnedCatalog pins, DuckDbEngineOptions options, IReadOnlyDictionary<string, string> settings)
    {
        _state = new SessionState(pins, options, settings);
        _transaction = new SessionTransaction(_state);
        _conflicts = new ConflictRetry(options.ConflictRetries);
    }

    public bool InTransaction => Open is not null;

    public IReadOnlyList<TableRead> LastReads => _state.LastReads;

    private UnitOfWork? Open => _transaction.Open;

    public IQueryResult Execute(string sql, CancellationToken cancellationToken = default) => Execute(sql, isWhole: false, cancellationToken);

    public IQueryResult ExecuteWhole(string sql, CancellationToken cancellationToken = default) => Execute(sql, isWhole: true, cancellationToken);

    [SuppressMessage("Reliability", "CA2000", Justification = "The last result is the caller's; those before it are disposed of here.")]
    private IQueryResult Execute(string sql, bool isWhole, CancellationToken cancellationToken)
    {
        _state.Duck.Cancellation = cancellationToken;
        var script = SqlScript.Parse(new SourceFile("<sql>", sql));
        if (!script.Diagnostics.IsEmpty)
        {
            throw new DiagnosticException(script.Diagnostics);
        }

        IQueryResult result = new CountResult(null);
        foreach (var statement in script.Statements)
        {
            result.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var (source, expanded) = _state.Prepared.Expand(script.Source, statement);
            result = expanded is TransactionStatement transaction ? Run(transaction) : Run(source, expanded, isWhole, cancellationToken);
            _state.Prepared.Note(script.Source, statement);
        }

        return result;
    }

    public void Refresh()
    {
        if (Open is null)
        {
            _state.Pins.Release();
        }
    }

    public void Begin() => _transaction.Begin();

    public void Commit() => _transaction.Commit();

    public void Rollback() => _transaction.Rollback();

    public void Recover() => _transaction.Recover();

    public bool Publish(Func<bool> work, bool isAudited = true, CancellationToken cancellationToken = default) => _conflicts.Run(
        () =>
        {
            Begin();
            try
            {
                if (!work())
                {
                    return false;
                }

                Commit();
                return true;
            }
            finally
            {
                if (InTransaction)
                {
                    Rollback();
                }
            }
        },
        cancellationToken);

    /// <remarks>The rows wait in a file, because what is staged is undone as a whole.</remarks>
    public Action Preserve(RelationName name, string folder, RelationName? to = null)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name.Identifier}.{Guid.NewGuid():N}.parquet");
        var literal = SqlText.Literal(file.Replace('\\', '/'));
        Execute($"copy (select * from {name}) to {literal} (format parquet)").Dispose();
        return () =>
        {
            Execute($"create or replace table {to ?? name} as select * from read_parquet({literal})").Dispose();
            File.Delete(file);
        };
    }

    public bool SchemaExists(string? database, string schema) =>
        _state.Names.IsOurs(database) && _state.Pins.FindNamespace(schema) is not null;

    public void CreateSchema(string? database, string schema)
    {
        if (!_state.Names.IsOurs(database))
        {
            throw EngineRules.UnsupportedSql.Error(null, $"Database '{database}' is not the lakehouse '{_state.Names.Database}'.", "schemas are made in the lakehouse only");
        }

        if (_state.Pins.FindNamespace(schema) is null)
        {
            _state.Pins.Catalog.CreateNamespace(new TableNamespace(schema));
        }
    }

    public IReadOnlyList<Relation> ListRelations(string? database, string schema)
    {
        if (!_state.Names.IsOurs(database) || _state.Pins.FindNamespace(schema) is not { } ns)
        {
            return [];
        }

        var changed = Open?.Changed ?? new Dictionary<TableIdentifier, LakeRelation?>();
        var published = _state.Pins.List(ns).Where(r => !changed.ContainsKey(r.Id)).Select(r => Describe(r.Id, r.Kind));
        var staged = changed.Values.OfType<LakeRelation>()
            .Where(r => string.Equals(r.Schema, schema, StringComparison.OrdinalIgnoreCase))
            .Select(r => Describe(r.Id, KindOf(r)));
        return [.. published.Concat(staged).OrderBy(r => r.Name.Identifier, StringComparer.Ordinal)];
    }

    public Relation? FindRelation(RelationName name) => Find(name) is { } found ? Describe(found.Id, KindOf(found)) with { Comment = Statements.Comment.Of(found) } : null;

    public IReadOnlyList<RelationColumn> GetColumns(RelationName name) => Find(name) switch
    {
        LakeTable table => [.. table.Table.Schema.Fields.Select(f => new RelationColumn(f.Name, Types.TypeMapping.ToDuckDb(f.Type)) { Comment = f.Doc })],
        LakeView view => [.. DescribeQuery($"SELECT * FROM {name}").Select(c => c with { Comment = Statements.Comment.Of(view, c.Name) })],
        LakeRelation => DescribeQuery($"SELECT * FROM {name}"),
        null => Others(name),
    };

    public IReadOnlyList<RelationColumn> DescribeQuery(string sql)
    {
        _state.Duck.Cancellation = CancellationToken.None;
        _transaction.Enter();
        var work = Open ?? new UnitOfWork(_state.Pins);
        var source = new SourceFile("<sql>", _state.Versions.Replace(new SourceFile("<sql>", sql), work).Sql);
        _ = new StatementReading(_state, work, sql);
        var span = new TextSpan(0, sql.Length);
        return _state.Duck.Describe(SqlComposer.Whole(source, span), span);
    }

    public string? FindProperty(RelationName name, string key) =>
        Find(name) is LakeTable table ? table.Table.Metadata.Properties.GetValueOrDefault(key) : null;

    public void RequireProperty(RelationName name, string key, string? value)
    {
        if (Open is { } work && Find(name) is LakeTable table)
        {
            work.Change(table).RequireProperty(key, value);
        }
    }

    public OptimizeResult Optimize(RelationName name, OptimizeRequest request, CancellationToken cancellationToken = default)
    {
        if (Open is not null)
        {
            throw EngineRules.TransactionState.Error(null, "A table is not optimized within a transaction.", "commit it or roll it back first");
        }

        _state.Duck.Cancellation = cancellationToken;
        var id = new TableIdentifier(name.Schema ?? _state.Names.CurrentSchema, name.Identifier);
        var result = _conflicts.Run(() => Optimize(id, request, cancellationToken), cancellationToken);
        if (request.IsDryRun || _state.Pins.Find(id) is not LakeTable table)
        {
            return result;
        }

        var packed = table.Table.RewriteManifests(UnitOfWork.Writer);
        _state.Pins.Pin(new LakeTable(table.Id, packed));
        return result with { HasPackedManifests = packed.Metadata.CurrentSnapshotId != table.Table.Metadata.CurrentSnapshotId };
    }

    public MaintenanceResult Maintain(RelationName name, MaintenanceRequest request, CancellationToken cancellationToken = default)
    {
        var optimized = request.Optimize is { } optimize ? Optimize(name, optimize, cancellationToken) : null;
        var id = new TableIdentifier(name.Schema ?? _state.Names.CurrentSchema, name.Identifier);
        return _state.Pins.Refresh(id) is LakeTable table
            ? TableUpkeep.Run(_state.Pins, table, request, DateTimeOffset.UtcNow) with { Optimized = optimized }
            : new MaintenanceResult(optimized, 0, 0, 0);
    }

    private OptimizeResult Optimize(TableIdentifier id, OptimizeRequest request, CancellationToken cancellationToken)
    {
        // What others have written since the session first looked belongs to the table that is tidied.
        var work = new UnitOfWork(_state.Pins);
        try
        {
            if (_state.Pins.Refresh(id) is not LakeTable table)
            {
                var (message, hint) = _state.Pins.Find(id) is null ? _state.DescribeMissing(id, work) : ($"'{id}' is a view.", "name one of the tables that it reads");
                throw EngineRules.UnknownRelation.Error(null, message, hint);
            }

            var result = new TableOptimizer(_state, work, cancellationToken).Run(table, request);
            work.Commit();
            return result;
        }
        catch
        {
            work.Rollback();
            throw;
        }
    }

    public (long Rows, string? Misfit) AddForeignFiles(RelationName name, IReadOnlyList<ForeignFile> files, CancellationToken cancellationToken = default)
    {
        _state.Duck.Cancellation = cancellationToken;
        return Open is { } work && Find(name) is LakeTable table
            ? new FileRegistration(_state.Duck, work).Add(table, files)
            : throw EngineRules.TransactionState.Error(null, $"Files are added to '{name}' within a transaction, when it is there.", null);
    }

    public void RemoveForeignFiles(RelationName name, IReadOnlyCollection<string> locations)
    {
        if (Open is { } work && Find(name) is LakeTable table)
        {
            new FileRegistration(_state.Duck, work).Remove(table, locations);
        }
    }

    public string? FindVersion(string query) => FindVersion(query, withRows: true);

    public string? FindShape(string query) => FindVersion(query, withRows: false);

    private string? FindVersion(string query, bool withRows)
    {
        _state.Duck.Cancellation = CancellationToken.None;
        return VersionReads.AreIn(query) ? null : QueryVersion.Of(query, _state, Open ?? new UnitOfWork(_state.Pins), withRows);
    }

    public void Dispose()
    {
        if (Open is not null)
        {
            Rollback();
        }

        _state.Dispose();
    }

    private IQueryResult Run(SourceFile source, SqlStatement statement, bool isWhole, CancellationToken cancellationToken)
    {
        if (Open is { } open)
        {
            return _transaction.Run(source.At(statement.Tokens[0].Span), () => Run(source, statement, open, isWhole, cancellationToken));
        }

        return _conflicts.Run(
            () =>
            {
                var work = new UnitOfWork(_state.Pins);
                try
                {
                    var result = Run(source, statement, work, isWhole, cancellationToken);
                    work.Commit();
                    return result;
                }
                catch
                {
                    work.Rollback();
                    throw;
                }
            },
            cancellationToken);
    }

    private IQueryResult Run(SourceFile source, SqlStatement statement, UnitOfWork work, bool isWhole, CancellationToken cancellationToken)
    {
        if (!VersionReads.AreIn(source.GetText(statement.Span)))
        {
            return StatementRouter.Run(new StatementContext(_state, work, source, statement, cancellationToken) { IsWhole = isWhole });
        }

        // Text of one length has its places unmoved, so what is said of the one holds for the other.
        var alone = new SourceFile(source.Path, new string(' ', statement.Span.Start) + source.GetText(statement.Span));
        var replaced = alone;
        try
        {
            replaced = new SourceFile(source.Path, _state.Versions.Replace(alone, work).Sql);
            var parsed = SqlScript.Parse(replaced).Statements[0];
            return StatementRouter.Run(new StatementContext(_state, work, replaced, parsed, cancellationToken) { Written = source, IsWhole = isWhole });
        }
        catch (DiagnosticException error)
        {
            throw new DiagnosticException(
                [.. error.Diagnostics.Select(d => d.Location is { } at && (at.Source == alone || at.Source == replaced) ? d with { Location = source.At(at.Span) } : d)],
                error);
        }
    }

    private CountResult Run(TransactionStatement statement)
    {
        switch (statement.Verb)
        {
            case TransactionVerb.Begin:
                _transaction.Begin(isBySql: true, statement.IsReadOnly);
                _state.PinWhereImmediate();
                break;
            case TransactionVerb.Commit:
                _transaction.End();
                break;
            case TransactionVerb.Rollback:
                Rollback();
                break;
        }

        return new CountResult(null);
    }

    private LakeRelation? Find(RelationName name)
    {
        var id = new TableIdentifier(name.Schema ?? _state.Names.CurrentSchema, name.Identifier);
        return !_state.Names.IsOurs(name.Database) ? null : Open is { } work ? work.Find(id) : _state.Pins.Find(id);
    }

    /// <summary>Columns of a temporary table, or of one in another database.</summary>
    private IReadOnlyList<RelationColumn> Others(RelationName name)
    {
        var where = $"lower(table_name) = lower({SqlText.Literal(name.Identifier)})"
            + (name.Database is { } database ? $" AND lower(database_name) IN (lower({SqlText.Literal(database)}), 'temp')" : "")
            + (name.Schema is { } schema ? $" AND (temporary OR lower(schema_name) = lower({SqlText.Literal(schema)}))" : "");
        return [.. _state.Duck.Query($"SELECT column_name, data_type FROM (SELECT *, database_name = 'temp' AS temporary FROM duckdb_columns()) WHERE {where} ORDER BY column_index")
            .Select(row => new RelationColumn(row[0] as string ?? "", row[1] as string ?? ""))];
    }

    private Relation Describe(TableIdentifier id, RelationKind kind) =>
        new(new RelationName(_state.Names.Database, id.Namespace.ToString(), id.Name), kind);

    private static RelationKind KindOf(LakeRelation relation) => relation is LakeTable ? RelationKind.Table : RelationKind.View;
}
