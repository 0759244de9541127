using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg;
using Lake.Iceberg.Names;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>What a statement needs to run: its text, the session, and the unit of work that its changes belong to.</summary>
internal sealed record StatementContext(SessionState Session, UnitOfWork Work, SourceFile Source, SqlStatement Statement, CancellationToken Cancellation)
{
    /// <summary>The source as it was before reads of versions became views.</summary>
    public SourceFile Written { get; init; } = Source;

    /// <summary>Whether all rows are wanted at once.</summary>
    public bool IsWhole { get; init; }

    public DuckGate Duck => Session.Duck;

    private StatementReading? _reading;

    /// <summary>Size of the files that the statement may read, once reading is prepared.</summary>
    public long ReadBytes => _reading?.Reads.Bytes ?? 0;

    public Location At(TextSpan span) => Source.At(span);

    public SqlComposer Copy(TextSpan span) => new SqlComposer(Source).Copy(span);

    /// <summary>Whether an expression is the word NULL, so that a column's DEFAULT is what columns have without one.</summary>
    public bool IsNull(TextSpan expression) => Source.GetText(expression).Trim().Equals("null", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an assigned expression is the word DEFAULT.</summary>
    public bool IsDefault(TextSpan expression) => Source.GetText(expression).Trim().Equals("default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a default that DuckDB cannot compute or cast to the column's type.</summary>
    public void CheckDefault(TextSpan value, string type) => Describe(new SqlComposer(Source).Add("SELECT CAST((").Copy(value).Add($"\n) AS {type})"));

    /// <summary>A query that may be longer than a line, with the WITH clause that stood in front of its statement.</summary>
    public SqlComposer Query(TextSpan? with, TextSpan query)
    {
        var composer = new SqlComposer(Source);
        composer = with is { } clause ? composer.Copy(clause).Add("\n") : composer;

        return composer.Copy(query);
    }

    /// <summary>
    /// The query, run first where it holds a PIVOT: that is two statements to DuckDB, of which the first looks for the
    /// values, and so cannot be a part of another one.
    /// </summary>
    public SqlComposer WithoutPivot(SqlComposer query)
    {
        if (!Statement.Tokens.Any(token => token.IsWord("pivot")))
        {
            return query;
        }

        Duck.Run(new SqlComposer(Source).Add("CREATE OR REPLACE TEMP TABLE __lake_pivoted AS ").Append(query), Statement.Span);
        return new SqlComposer(Source).Add("SELECT * FROM temp.main.__lake_pivoted");
    }

    /// <summary>Makes everything that the statement, or a part of it, may read visible to DuckDB.</summary>
    /// <param name="query">What is going to run, as one query: its tables are then read by the files that it needs. Null when it is none.</param>
    public void PrepareReading(TextSpan? part, string? query)
    {
        BeginReading(part);
        EndReading(() => query);
    }

    /// <summary>Makes columns visible, so that queries can be described; <see cref="EndReading"/> has to follow before one runs.</summary>
    public void BeginReading(TextSpan? part = null) => _reading = new StatementReading(Session, Work, Source.GetText(part ?? Statement.Span));

    public void EndReading(Func<string?> query)
    {
        if (_reading is { IsPlanned: true })
        {
            _reading.End(query());
        }
    }

    /// <summary>The table with the files that the query needs.</summary>
    public LakeTable Pruned(LakeTable table) => _reading?.Pruned(table) ?? table;

    public IReadOnlyList<RelationColumn> Describe(SqlComposer query) => Duck.Describe(query, Statement.Span);

    /// <summary>The name in the lakehouse. Statements about other databases do not come here.</summary>
    public TableIdentifier Id(QualifiedName name) =>
        Session.Names.Resolve(name) ?? throw new InvalidOperationException($"'{name}' is not in the lakehouse.");

    public LakeTable Table(QualifiedName name) => Relation(name) switch
    {
        LakeTable { IsAttached: false } table => table,
        LakeTable => throw EngineRules.UnsupportedSql.Error(At(name.Span), $"'{name}' belongs to another catalog and is only read.", "copy it into a table of this lakehouse"),
        _ => throw EngineRules.UnsupportedSql.Error(At(name.Span), $"'{name}' is a view, whose rows cannot be changed.", "change the tables that it reads"),
    };

    public LakeRelation Relation(QualifiedName name) => Work.Find(Id(name)) ?? throw Unknown(name);

    public DiagnosticException Unknown(QualifiedName name)
    {
        var id = Id(name);
        var (message, hint) = Session.DescribeMissing(id, Work);
        return EngineRules.UnknownRelation.Error(At(name.Span), message, hint);
    }

    /// <summary>The name of a relation that is to be made. Its schema must exist, but the session's default schema always does.</summary>
    public TableIdentifier NewId(QualifiedName name)
    {
        var id = Session.Names.ResolveNew(name) ?? throw new InvalidOperationException($"'{name}' is not in the lakehouse.");
        var schema = id.Namespace.ToString();
        if (schema.Equals(Session.Options.DefaultSchema, StringComparison.OrdinalIgnoreCase) && Session.Pins.FindNamespace(schema) is null)
        {
            Work.Catalog.CreateNamespace(id.Namespace);
        }

        return Session.Pins.FindNamespace(schema) is { } ns
            ? new TableIdentifier(ns, id.Name)
            : throw EngineRules.UnknownSchema.Error(
                At(name.Span),
                $"There is no schema '{schema}'.",
                Spelling.Hint(schema, Work.Catalog.ListNamespaces().Select(n => n.ToString()))
                    ?? $"create it first: CREATE SCHEMA {SqlText.Identifier(schema)}");
    }

    /// <summary>
    /// Whether the statement's relation is to be made: not when it stands and IF NOT EXISTS is written. A standing one may only
    /// be replaced in words, and a table, with its rows, not by a view.
    /// </summary>
    public bool IsToBeMade(CreateRelationStatement statement, TableIdentifier id) => Work.Find(id) switch
    {
        null => true,
        not null when statement.IfNotExists => false,
        { } existing when !statement.OrReplace || (existing is LakeTable && statement is CreateViewStatement) =>
            throw Exists(statement.Name, existing),
        _ => true,
    };

    private DiagnosticException Exists(QualifiedName name, LakeRelation existing) => IcebergRules.AlreadyExists.Error(
        At(name.Span),
        $"There is already a {(existing is LakeTable ? "table" : "view")} '{existing.Id}'.",
        "drop it first, or write OR REPLACE");

    public DiagnosticException Unsupported(TextSpan span, string message, string hint) =>
        EngineRules.UnsupportedSql.Error(At(span), message, hint);
}
