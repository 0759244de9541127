using System.Diagnostics.CodeAnalysis;
using Lake.DuckDb.Errors;
using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Statements;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>Statements that change relations of the lakehouse go to Iceberg, all others to DuckDB.</summary>
internal static class StatementRouter
{
    private const int MostMissing = 100;

    /// <summary>
    /// Runs the statement. A relation that it turns out to need, as the body of a macro may, is made visible and the
    /// statement runs again: DuckDB finds out what is missing before anything is changed.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result is the caller's.")]
    public static IQueryResult Run(StatementContext context)
    {
        context.Session.Mirrors.DropPartial();
        for (var i = 0; ; i++)
        {
            try
            {
                return Route(context) is not { } change ? PassOn(context)
                    : context.Work.IsReadOnly ? throw EngineRules.TransactionState.Error(null, "The transaction was begun as READ ONLY.", "begin it without these words")
                    : change();
            }
            catch (DiagnosticException error) when (error.InnerException is DuckDbException cause && error.Diagnostic.Rule == EngineRules.UnknownRelation)
            {
                if (MissingRelation.Of(context, error.Diagnostic, cause) is not { } missing)
                {
                    throw;
                }

                if (i == MostMissing || context.Work.Find(missing) is null)
                {
                    var (message, hint) = context.Session.DescribeMissing(missing, context.Work);
                    throw new DiagnosticException(error.Diagnostic with { Message = message, Hint = hint }, error);
                }

                context.Session.Mirrors.Ensure(missing, context.Work);
            }
            catch (DiagnosticException error) when (error.Diagnostic.Location is null)
            {
                // The parts below know nothing of SQL; the statement is as near as one gets.
                var place = context.At(context.Statement.Tokens[0].Span);
                throw new DiagnosticException([.. error.Diagnostics.Select(d => d.Location is null ? d with { Location = place } : d)], error);
            }
        }
    }

    /// <summary>What changes the lakehouse; null when DuckDB is to run the statement.</summary>
    private static Func<IQueryResult>? Route(StatementContext context) => context.Statement switch
    {
        CreateTableStatement create when context.Session.Names.ResolveNew(create.Name) is not null => Counted(() => CreateTable.Run(context, create)),
        CreateViewStatement create when context.Session.Names.ResolveNew(create.Name) is not null => Counted(() => CreateView.Run(context, create)),
        CreateSchemaStatement create when SchemaOf(context, create.Name) is { } schema => Counted(() => Schemas.Create(context, create, schema)),
        DropStatement { Kind: ObjectKind.Schema } drop when SchemaOf(context, drop.Name) is { } schema => Counted(() => Schemas.Drop(context, drop, schema)),
        DropStatement { Kind: not ObjectKind.Schema } drop when IsOurs(context, drop.Name) => Counted(() => Drop.Run(context, drop)),
        AlterTableStatement alter when IsOurs(context, alter.Name) => Counted(() => Alter.Run(context, alter)),
        CommentStatement comment when Comment.TableOf(comment) is { } table && IsOurs(context, table) => Counted(() => Comment.Run(context, comment, table)),
        ChangeStatement change when IsOurs(context, change.Target) => () => Change(context, change),
        CreateIndexStatement create when IsOurs(context, create.Table) => Counted(() => CreateIndex.Run(context, create)),
        OtherStatement other => RouteOther(context, other),
        _ => null,
    };

    private static Func<IQueryResult>? RouteOther(StatementContext context, OtherStatement statement) => statement.Keyword switch
    {
        "CHECKPOINT" or "FORCE" when context.Work.HasChanges => throw EngineRules.TransactionState.Error(
            null, "There is no CHECKPOINT within a transaction that has changed something.", "commit it first"),
        "PREPARE" when Wrapped.ChangeOf(context) is { } inner => () => Wrapped.Prepare(inner),
        "EXPLAIN" when Wrapped.ChangeOf(context) is { } inner => () => Wrapped.Analyze(context, inner, c => Route(c) is { } change ? change() : PassOn(c)),
        _ => null,
    };

    private static Func<IQueryResult> Counted(Func<long?> change) => () => new CountResult(change());

    private static IQueryResult Change(StatementContext context, ChangeStatement statement)
    {
        var result = ResultOf(context, statement);
        KeyChecks.Check(context, context.Id(statement.Target));
        foreach (var table in TemporaryTables(statement))
        {
            context.Duck.Run($"DROP TABLE IF EXISTS {table}");
        }

        return result;
    }

    /// <summary>What a change may leave behind in the session.</summary>
    private static string[] TemporaryTables(ChangeStatement statement) => statement switch
    {
        InsertStatement { Conflict: not null } => [Upsert.Offered, Insert.InsertedRows, ChangeSource.Found],
        InsertStatement { Returning: null } or CopyFromStatement => [],
        InsertStatement => [Insert.InsertedRows],
        _ => [ChangeSource.Found],
    };

    private static IQueryResult ResultOf(StatementContext context, ChangeStatement statement) => statement switch
    {
        InsertStatement insert => Insert.Run(context, insert),
        DeleteStatement delete => Delete.Run(context, delete),
        UpdateStatement update => Update.Run(context, update),
        MergeStatement merge => Merge.Run(context, merge),
        CopyFromStatement copy => CopyFrom.Run(context, copy),
        _ => throw new InvalidOperationException($"A change of the kind {statement.GetType().Name} is not known."),
    };

    private static bool IsOurs(StatementContext context, QualifiedName name) => context.Session.Names.Resolve(name) is not null;

    private static string? SchemaOf(StatementContext context, QualifiedName name) =>
        context.Session.Names.ResolveSchema([.. name.Parts.Select(part => part.Text)]);

    private static IQueryResult PassOn(StatementContext context)
    {
        var (session, statement) = (context.Session, context.Statement);
        if (Listing.IsIn(statement))
        {
            session.PrepareListing(context.Work);
        }

        if (statement is UseStatement use && SchemaOf(context, use.Name) is { } schema && session.Pins.FindNamespace(schema) is not null)
        {
            session.Mirrors.EnsureSchema(schema);
        }

        context.PrepareReading(part: null, PlainQuery.Of(context));
        var query = Listing.QueryOf(statement) is { } listing ? SqlComposer.Own(listing) : SqlComposer.Whole(context.Source, statement.Span);
        var result = context.IsWhole ? context.Duck.Whole(query, statement.Span) : context.Duck.Stream(query, statement.Span);
        if (statement is not OtherStatement { Keyword: "SELECT" or "FROM" or "WITH" or "VALUES" or "DESCRIBE" or "SHOW" })
        {
            session.Names.ForgetOthers();
        }

        if (statement is OtherStatement { Keyword: "SET" or "RESET" or "PRAGMA" } && statement.Tokens.Any(token => DuckGate.IsAboutThreads(token.Text)))
        {
            context.Duck.LeaveThreads();
        }

        if (statement is UseStatement or OtherStatement { Keyword: "SET" or "RESET" })
        {
            session.Names.ReadCurrent();
        }

        return result;
    }
}
