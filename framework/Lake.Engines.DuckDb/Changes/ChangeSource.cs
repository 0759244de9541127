using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
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

    public ChangeSource(StatementContext context, ChangeStatement statement, LakeTable table, params (QualifiedName, string)[] others)
    {
        _context = context;
        Statement = statement;
        Table = table;
        Alias = statement.Alias?.Text ?? statement.Target.Last.Text;
        _names = new TargetNames(statement.Tokens, [.. FullNames(context, table).Select(name => (name, Alias)), .. others]);
    }

    public ChangeStatement Statement { get; }

    public LakeTable Table { get; }

    public string Alias { get; }

    public Schema Schema => Table.Table.Schema;

    public string QuotedAlias => SqlText.Identifier(Alias);

    public string File => $"{QuotedAlias}.{TableSql.FileColumn}";

    public string Position => $"{QuotedAlias}.{TableSql.PositionColumn}";

    /// <summary>The table under its alias, with the places of its rows.</summary>
    public string From => $"({new TableSql(_context.Duck, Table).Select(Table.Files, withPlaces: true)}) AS {QuotedAlias}";

    /// <summary>The name of a new value's column in <see cref="Found"/>.</summary>
    public static string Value(int column) => FormattableString.Invariant($"__lake_c{column}");

    /// <summary>The beginning of a statement that fills <see cref="Found"/>.</summary>
    public SqlComposer Begin()
    {
        var composer = new SqlComposer(_context.Source).Add($"CREATE OR REPLACE TEMP TABLE {Found[(Found.LastIndexOf('.') + 1)..]} AS ");
        return Statement.With is { } with ? composer.Copy(with).Add("\n") : composer;
    }

    public SqlComposer Copy(SqlComposer composer, TextSpan expression, (string Alias, IReadOnlySet<string> Columns)? qualify = null) =>
        _names.Copy(composer, expression, qualify);

    /// <summary>An expression cast to a column's type; the word DEFAULT stands for NULL.</summary>
    public SqlComposer CopyValue(SqlComposer composer, TextSpan expression, NestedField column, (string, IReadOnlySet<string>)? qualify = null)
    {
        if (_context.IsDefault(expression))
        {
            return composer.Add(Null(column));
        }

        return Copy(composer.Add("CAST("), expression, qualify).Add($"\n AS {TypeMapping.ToDuckDb(column.Type)})");
    }

    public string Current(NestedField column) => $"{QuotedAlias}.{SqlText.Identifier(column.Name)}";

    /// <summary>Everything that may stand in front of a column of the table; the longest first.</summary>
    private static IEnumerable<QualifiedName> FullNames(StatementContext context, LakeTable table)
    {
        string[] parts = [context.Session.Names.Database, table.Schema, table.Id.Name];
        return Enumerable.Range(0, 2).Select(skip => new QualifiedName([.. parts.Skip(skip).Select(part => new SqlName(part, default))], default));
    }

    public static string Null(NestedField column) => $"NULL::{TypeMapping.ToDuckDb(column.Type)}";
}
