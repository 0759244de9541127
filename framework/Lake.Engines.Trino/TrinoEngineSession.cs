using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lake.Engines.Trino.Errors;
using Lake.Engines.Trino.Relations;
using Lake.Engines.Trino.Results;
using Lake.Engines.Trino.Rules;
using Lake.Engines.Trino.Staging;
using Lake.Engines.Trino.Statements;
using Lake.Iceberg;
using Lake.Sql;
using Lake.Text;
using Lake.Trino;
using Lake.Trino.Errors;
using Lake.Trino.Queries;
using Lake.Trino.Sessions;

namespace Lake.Engines.Trino;

/// <summary>One connection to the server, for one thread at a time.</summary>
internal sealed class TrinoEngineSession : IEngineSession, IStagingServer
{
    private const string Described = "lake_described";

    private readonly TrinoClient _client;
    private readonly TrinoEngineOptions _options;
    private readonly RelationCatalog _relations;
    private readonly TrinoSession _session;
    private readonly List<QueryReport> _reports = [];
    private UnitOfWork? _open;

    public TrinoEngineSession(TrinoClient client, TrinoEngineOptions options, RelationCatalog relations) =>
        (_client, _options, _relations, _session) = (client, options, relations, options.NewSession());

    public bool InTransaction => _open is not null;

    public IQueryResult Done { get; } = new CountResult(null);

    public IQueryResult Execute(string sql, CancellationToken cancellationToken = default)
    {
        var result = Done;
        foreach (var statement in StatementReader.Read(new SourceFile("<sql>", sql)))
        {
            result.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            result = Execute(statement, cancellationToken);
        }

        return result;
    }

    public IReadOnlyList<QueryReport> TakeReports()
    {
        QueryReport[] taken = [.. _reports];
        _reports.Clear();
        return taken;
    }

    public void Begin() => _open = _open is null
        ? new UnitOfWork(this)
        : throw EngineRules.TransactionState.Error(null, "A transaction is open already.", "commit it or roll it back first");

    public void Commit()
    {
        var work = Close("COMMIT");
        try
        {
            work.Publish();
        }
        catch
        {
            work.GiveUp();
            throw;
        }
    }

    public void Rollback() => Close("ROLLBACK").GiveUp();

    public bool Publish(Func<bool> work, bool isAudited = true, CancellationToken cancellationToken = default)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return isAudited ? PublishOnce(work) : work();
            }
            catch (DiagnosticException error) when (error.Diagnostic.Rule == IcebergRules.CommitConflict && i <= _options.ConflictRetries)
            {
                Wait(i, cancellationToken);
            }
        }
    }

    public void Recover()
    {
        // A statement that fails leaves nothing behind.
    }

    public Action Preserve(RelationName name, string folder, RelationName? to = null) => _open?.Preserve(Full(name), to is null ? null : Full(to)) ?? (() => { });

    public bool SchemaExists(string? database, string schema) => List(Full(new RelationName(database, schema, "x"))) is not null;

    public void CreateSchema(string? database, string schema)
    {
        using (Run($"create schema if not exists {SqlText.Identifier(Full(new RelationName(database, schema, "x")).Database, schema)}"))
        {
            _relations.Forget();
        }
    }

    /// <summary>The server checks a statement's permissions when it is asked whether the statement is valid.</summary>
    public void RequireWritable(string? database, string schema) =>
        Rows($"explain (type validate) create or replace table {Full(new RelationName(database, schema, "lake_probe"))} as select 1 as probe");

    public IReadOnlyList<Relation> ListRelations(string? database, string schema)
    {
        var any = Full(new RelationName(database, schema, "x"));
        var staged = _open?.Staged.Where(s => (s.Name.Database, s.Name.Schema) == (any.Database, any.Schema)).ToList() ?? [];
        return [.. (List(any) ?? [])
            .Where(r => !staged.Exists(s => s.Name == r.Name))
            .Concat(staged.Where(s => s.Stage is not null).Select(s => new Relation(s.Name, s.Kind)))
            .OrderBy(r => r.Name.Identifier, StringComparer.Ordinal)];
    }

    public Relation? FindRelation(RelationName name)
    {
        var full = Full(name);
        var kind = _open?.Find(full) is { } staged ? staged.Stage is null ? null : staged.Kind : Find(full);
        return kind is { } found ? new Relation(full, found) : null;
    }

    public IReadOnlyList<RelationColumn> GetColumns(RelationName name)
    {
        var full = Full(name);
        return FindRelation(full) is null
            ? []
            : Rows($"show columns from {_open?.Find(full)?.Stage ?? full}").ConvertAll(r => new RelationColumn(Text(r[0]), Text(r[1])));
    }

    public IReadOnlyList<RelationColumn> DescribeQuery(string sql)
    {
        var statement = StatementReader.Read(new SourceFile("<sql>", sql)) is [var only] ? only : throw EngineRules.SqlError.Error(null, "What is described must be one query.");
        var sent = _open?.Rewrite(statement) ?? new SentSql(statement, []);
        _session.PreparedStatements[Described] = sent.Text;
        try
        {
            using var query = Send($"describe output {Described}", statement, sent, CancellationToken.None);
            return [.. query.Rows.Select(r => new RelationColumn(Text(r[0]), Text(r[4])))];
        }
        finally
        {
            _session.PreparedStatements.Remove(Described);
        }
    }

    public string? FindProperty(RelationName name, string key)
    {
        var full = Full(name);
        return FindRelation(full)?.Kind != RelationKind.Table ? null : Rows(
            $"select value from {Hidden(_open?.Find(full)?.Stage ?? full, "properties")} where key = {SqlText.Literal(key)}").Select(r => r[0] as string).FirstOrDefault();
    }

    /// <summary>Trino tells no versions of all that a query reads.</summary>
    public string? FindVersion(string query) => null;

    public void Dispose()
    {
        if (_open is not null)
        {
            Rollback();
        }
    }

    RelationName IStagingServer.Resolve(IReadOnlyList<string> parts) => Full(parts switch
    {
        [var name] => new RelationName(null, null, name),
        [var schema, var name] => new RelationName(null, schema, name),
        [var catalog, var schema, var name, ..] => new RelationName(catalog, schema, name),
        [] => new RelationName(null, null, ""),
    });

    RelationKind? IStagingServer.Find(RelationName name) => Find(name);

    string? IStagingServer.FindSnapshot(RelationName table) => Rows(
        $"select cast(snapshot_id as varchar) from {Hidden(table, "refs")} where name = 'main'").Select(r => r[0] as string).FirstOrDefault();

    IQueryResult IStagingServer.Run(SentSql sql, TrinoStatement statement, CancellationToken cancellation) =>
        Run(sql.Text, statement, sql, cancellation);

    IQueryResult IStagingServer.Run(string sql, TrinoStatement statement, CancellationToken cancellation) =>
        Run(sql, statement, new SentSql(statement, []), cancellation);

    void IStagingServer.Publish(string sql, RelationName name, RelationKind? kind)
    {
        using (Run(sql))
        {
            _relations.Note(name, kind);
        }
    }

    void IStagingServer.Drop(RelationName name, RelationKind kind)
    {
        using (Run($"drop {Noun(kind)} if exists {name}"))
        {
            _relations.Note(name, null);
        }
    }

    void IStagingServer.Rename(RelationName from, RelationName to, RelationKind kind)
    {
        using (Run($"alter {Noun(kind)} {from} rename to {SqlText.Identifier(to.Schema, to.Identifier)}"))
        {
            _relations.Note(from, null);
            _relations.Note(to, kind);
        }
    }

    private IQueryResult Execute(TrinoStatement statement, CancellationToken cancellation)
    {
        switch (statement.Verb)
        {
            case StatementVerb.Begin:
                Begin();
                return Done;
            case StatementVerb.Commit:
                Commit();
                return Done;
            case StatementVerb.Rollback:
                Rollback();
                return Done;
            case StatementVerb.Other or StatementVerb.CreateMaterializedView or StatementVerb.Schema:
                return Send(statement, _open?.Rewrite(statement) ?? new SentSql(statement, []), cancellation);
            default:
                return _open?.Run(statement, Target(statement), cancellation) ?? Send(statement, new SentSql(statement, []), cancellation);
        }
    }

    private TrinoResult Send(TrinoStatement statement, SentSql sent, CancellationToken cancellation)
    {
        var result = Run(sent.Text, statement, sent, cancellation);
        Note(statement);
        return result;
    }

    /// <summary>Keeps the list of relations true after a statement of the user's.</summary>
    private void Note(TrinoStatement statement)
    {
        switch (statement.Verb)
        {
            case StatementVerb.CreateTable:
                _relations.Note(Target(statement), RelationKind.Table);
                break;
            case StatementVerb.CreateView:
                _relations.Note(Target(statement), RelationKind.View);
                break;
            case StatementVerb.CreateMaterializedView:
                _relations.Note(Target(statement), RelationKind.MaterializedView);
                break;
            case StatementVerb.Drop:
                _relations.Note(Target(statement), null);
                break;
            case StatementVerb.Rename or StatementVerb.Schema:
                _relations.Forget();
                break;
            case StatementVerb.Other when statement.Tokens[0].IsWord("call"):
                _relations.Forget();
                break;
        }
    }

    private bool PublishOnce(Func<bool> work)
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
    }

    private UnitOfWork Close(string verb)
    {
        var work = _open ?? throw EngineRules.TransactionState.Error(null, $"There is no transaction to {verb}.", "begin one first");
        _open = null;
        return work;
    }

    private RelationName Target(TrinoStatement statement) =>
        ((IStagingServer)this).Resolve([.. statement.Tokens[statement.Target].Where(t => t.IsIdentifier).Select(t => t.Name)]);

    private RelationName Full(RelationName name) =>
        TrinoNames.Lower(name with { Database = name.Database ?? _session.Catalog, Schema = name.Schema ?? _session.Schema });

    private RelationKind? Find(RelationName full) => _relations.Find(full, () => Ask(full));

    private IReadOnlyList<Relation>? List(RelationName full) => _relations.List(full.Database ?? "", full.Schema ?? "", () => Ask(full));

    /// <summary>Both questions in one: materialized views are tables to the information schema.</summary>
    private List<Relation>? Ask(RelationName full)
    {
        var (catalog, schema) = (full.Database ?? "", full.Schema ?? "");
        var rows = Rows(
            $"select t.table_name, t.table_type, m.name from {SqlText.Identifier(catalog)}.information_schema.tables t "
            + $"left join (select name from system.metadata.materialized_views where catalog_name = {SqlText.Literal(catalog)} and schema_name = {SqlText.Literal(schema)}) m on m.name = t.table_name "
            + $"where t.table_schema = {SqlText.Literal(schema)}");
        var exists = rows.Count > 0 || Rows($"select 1 from {SqlText.Identifier(catalog)}.information_schema.schemata where schema_name = {SqlText.Literal(schema)}").Count > 0;
        return !exists ? null : rows.ConvertAll(r => new Relation(
            new RelationName(catalog, schema, Text(r[0])),
            r[2] is not null ? RelationKind.MaterializedView : Text(r[1]) == "VIEW" ? RelationKind.View : RelationKind.Table));
    }

    private List<object?[]> Rows(string sql)
    {
        using var result = Run(sql);
        return [.. result.Rows];
    }

    /// <summary>A statement of the engine's own.</summary>
    private TrinoResult Run(string sql)
    {
        var statement = StatementReader.Read(new SourceFile("<lake>", sql))[0];
        return Run(sql, statement, new SentSql(statement, []), CancellationToken.None);
    }

    private TrinoResult Run(string sql, TrinoStatement statement, SentSql sent, CancellationToken cancellation) =>
        new(Send(sql, statement, sent, cancellation), e => Explain(e, statement, sent), _reports.Add);

    private TrinoQuery Send(string sql, TrinoStatement statement, SentSql sent, CancellationToken cancellation)
    {
        try
        {
            return _client.Execute(sql, _session, cancellation);
        }
        catch (TrinoException error)
        {
            if (error.QueryId is { } id)
            {
                _reports.Add(new QueryReport(id) { Verb = "FAILED" });
            }

            throw Explain(error, statement, sent);
        }
    }

    private DiagnosticException Explain(TrinoException error, TrinoStatement statement, SentSql sent)
    {
        var diagnostic = ErrorTranslator.Translate(error, statement, sent);
        return new(diagnostic.Rule == TrinoRules.UnknownCatalog && CatalogHint() is { } hint ? diagnostic with { Hint = hint } : diagnostic, error);
    }

    /// <summary>Null where the server does not tell its catalogs either.</summary>
    private string? CatalogHint()
    {
        try
        {
            using var query = _client.Execute("show catalogs", new TrinoSession { User = _session.User });
            var catalogs = query.Rows.Select(r => Text(r[0])).ToList();
            return (Spelling.Hint(_session.Catalog ?? "", catalogs) ?? "check 'database' of the target") + $"; the server has {string.Join(", ", catalogs)}";
        }
        catch (TrinoException)
        {
            return null;
        }
    }

    private static string Hidden(RelationName table, string what) => (table with { Identifier = $"{table.Identifier}${what}" }).ToString();

    private static string Noun(RelationKind kind) => kind switch
    {
        RelationKind.Table => "table",
        RelationKind.View => "view",
        RelationKind.MaterializedView => "materialized view",
    };

    private static string Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";

    [SuppressMessage("Security", "CA5394", Justification = "Keeps writers apart; nothing depends on it.")]
    private static void Wait(int attempt, CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne(Random.Shared.Next(50, 100 << Math.Min(attempt, 5)));
        cancellation.ThrowIfCancellationRequested();
    }
}
