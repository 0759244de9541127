using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Sql;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>COPY … FROM: DuckDB reads the file into a temporary table with the table's columns, and INSERT takes the rows from there.</summary>
internal static class CopyFrom
{
    private const string Copied = "__lake_copied";

    public static IQueryResult Run(StatementContext context, CopyFromStatement statement)
    {
        var table = context.Table(statement.Target);
        var columns = (statement.Columns.IsEmpty
            ? GeneratedColumns.Given(table)
            : statement.Columns.Select(column => ChangeRules.Given(context, table, statement.Target, column))).Select(c => SqlText.Identifier(c.Name)).ToList();
        var list = string.Join(", ", columns);
        context.Duck.Run($"CREATE OR REPLACE TEMP TABLE {Copied} AS SELECT {list} FROM ({new TableSql(context.Duck, table).All()}) LIMIT 0");
        try
        {
            context.Duck.Run(new SqlComposer(context.Source).Add($"COPY {Copied} ").Copy(statement.Input), statement.Span);
            var insert = new SourceFile(context.Source.Path, $"INSERT INTO {statement.Target} ({list}) SELECT * FROM temp.main.{Copied}");
            var parsed = (InsertStatement)SqlScript.Parse(insert).Statements[0];
            return Insert.Run(context with { Source = insert, Statement = parsed }, parsed);
        }
        finally
        {
            context.Duck.Run($"DROP TABLE IF EXISTS temp.main.{Copied}");
        }
    }
}
