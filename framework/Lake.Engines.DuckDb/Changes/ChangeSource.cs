using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>The table of an UPDATE, DELETE or MERGE as part of a query that finds the rows to change.</summary>
internal sealed class ChangeSource
{
    /// <summary>The temporary table that holds the places of changed rows, and their new values.</summary>
    public const string Found = "temp.main.__lake_changes";

    private readonly StatementContext _context;
    private readonly TargetNames _names;
    private bool _isPlanned;

    public ChangeSource(StatementContext context, ChangeStatement statement, LakeTable table, params (QualifiedName, string)[] others)
    {
        _context = context;
        Statement = statement;
        Table = table;
        Alias = statement.Alias?.Text ?? statement.Target.Last.Text;
        _names = new TargetNames(statement.Tokens, [.. TargetNames.Full(context, statement.Target).Select(name => (name, Alias)), .. others]);
    }

    public ChangeStatement Statement { get; }

    public LakeTable Table { get; private set; }

    public string Alias { get; }

    public Schema Schema => Table.Table.Schema;

    public string QuotedAlias => SqlText.Identifier(Alias);

    public string File => $"{QuotedAlias}.{TableSql.FileColumn}";

    public string Position => $"{QuotedAlias}.{TableSql.PositionColumn}";

    /// <summary>The table under its alias, with the places of its rows.</summary>
    public string From => _isPlanned
        ? $"(SELECT *, NULL::VARCHAR AS {TableSql.FileColumn}, NULL::BIGINT AS {TableSql.PositionColumn} FROM {SqlText.Identifier(_context.Session.Names.Database, Table.Id.Namespace.ToString(), Table.Id.Name)}) AS {QuotedAlias}"
        : $"({new TableSql(_context.Duck, Table).Select(Table.Files, withPlaces: true)}) AS {QuotedAlias}";

    /// <summary>Fills <see cref="Found"/>; gives how many rows it holds. From then on the table is what the statement needs of it.</summary>
    /// <param name="compose">The query that begins with <see cref="Begin"/>.</param>
    public long Find(Func<SqlComposer> compose)
    {
        _isPlanned = true;
        _context.EndReading(() => compose().ToString());
        _isPlanned = false;
        Table = _context.Pruned(Table);
        return _context.Duck.Query(compose(), _context.Statement.Span) is [[long count]] ? count : 0;
    }

    /// <summary>Gives the found rows what is computed from their new values.</summary>
    public void Compute()
    {
        foreach (var statement in GeneratedColumns.Compute(Table, Found[(Found.LastIndexOf('.') + 1)..], Value))
        {
            _context.Duck.Run(statement);
        }
    }

    /// <summary>A query's columns for what the rows hold now, under the names of <see cref="Value"/>.</summary>
    public string CurrentValues => string.Join(", ", Schema.Fields.Select((column, i) => $"{Current(column)} AS {Value(i)}"));

    /// <summary>The name of a new value's column in <see cref="Found"/>.</summary>
    public static string Value(int column) => FormattableString.Invariant($"__lake_c{column}");

    /// <summary>The beginning of a statement that fills <see cref="Found"/>.</summary>
    public SqlComposer Begin()
    {
        var composer = new SqlComposer(_context.Source).Add(_isPlanned ? "" : $"CREATE OR REPLACE TEMP TABLE {Found[(Found.LastIndexOf('.') + 1)..]} AS ");
        return Statement.With is { } with ? composer.Copy(with).Add("\n") : composer;
    }

    public SqlComposer Copy(SqlComposer composer, TextSpan expression, (string Alias, IReadOnlySet<string> Columns)? qualify = null) =>
        _names.Copy(composer, expression, qualify);

    /// <summary>An expression cast to a column's type; the word DEFAULT stands for the column's own.</summary>
    public SqlComposer CopyValue(SqlComposer composer, TextSpan expression, NestedField column, (string, IReadOnlySet<string>)? qualify = null)
    {
        if (_context.IsDefault(expression))
        {
            return composer.Add(Default(column));
        }

        return Copy(composer.Add("CAST("), expression, qualify).Add($"\n AS {TypeMapping.ToDuckDb(column.Type)})");
    }

    /// <summary>What the statement returns, once the rows that it changes are found.</summary>
    /// <param name="where">Which of the found rows count; null for all.</param>
    public IQueryResult Result(long changed, string columns = "*", string? where = null) => Returning.Read(
        _context, Statement, $"(SELECT {columns} FROM {Found}{(where is null ? "" : $" WHERE {where}")})", Alias, Schema, changed);

    /// <summary>What a column without a value gets.</summary>
    public string Default(NestedField column) => ColumnDefaults.ValueOf(Table, column);

    public string Current(NestedField column) => $"{QuotedAlias}.{SqlText.Identifier(column.Name)}";

    public static string Null(NestedField column) => $"NULL::{TypeMapping.ToDuckDb(column.Type)}";
}
