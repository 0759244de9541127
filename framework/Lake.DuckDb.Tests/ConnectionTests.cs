using Lake.DuckDb.Errors;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.DuckDb.Tests;

public sealed class ConnectionTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.OpenInMemory();
    private readonly DuckDbConnection _connection;

    public ConnectionTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void The_library_is_the_pinned_one() => DuckDbDatabase.LibraryVersion.ShouldBe("v1.5.6");

    [Theory]
    [InlineData("icu")]
    [InlineData("json")]
    [InlineData("parquet")]
    public void Extensions_that_lake_needs_are_built_in(string extension) =>
        Single($"SELECT loaded FROM duckdb_extensions() WHERE extension_name = '{extension}'").ShouldBe(true);

    [Fact]
    public void Extensions_are_never_downloaded() =>
        Should.Throw<DuckDbException>(() => Single("SELECT * FROM 'https://example.com/x.parquet'"))
            .ErrorType.ShouldBe(DuckDbErrorType.MissingExtension);

    [Fact]
    public void The_last_statement_gives_the_result()
    {
        using var result = _connection.Execute("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2); SELECT a, a * 1.5 AS b FROM t");
        result.Kind.ShouldBe(DuckDbResultKind.Rows);
        result.StatementType.ShouldBe(DuckDbStatementType.Select);
        result.Columns.Select(column => $"{column.Name} {column.Type}").ShouldBe(["a INTEGER", "b DECIMAL(12,1)"]);
        result.Rows().Select(row => string.Join('|', row)).ShouldBe(["1|1.5", "2|3.0"]);
    }

    [Fact]
    public void A_change_tells_how_many_rows_it_changed()
    {
        using var result = _connection.Execute("CREATE TABLE t (a INTEGER); INSERT INTO t SELECT range FROM range(5000)");
        result.Kind.ShouldBe(DuckDbResultKind.ChangedRows);
        result.RowsChanged.ShouldBe(5000);
        Single("SELECT count(*) FROM t").ShouldBe(5000L);
    }

    [Fact]
    public void A_definition_gives_nothing()
    {
        using var result = _connection.Execute("CREATE TABLE t (a INTEGER)");
        result.Kind.ShouldBe(DuckDbResultKind.Nothing);
        result.RowsChanged.ShouldBeNull();
        result.Rows().ShouldBeEmpty();
    }

    [Fact]
    public void A_streamed_result_is_computed_while_it_is_read()
    {
        using (var endless = _connection.Stream("SELECT range AS i FROM range(1_000_000_000_000)"))
        {
            endless.Rows().Take(5000).Last()[0].ShouldBe(4999L);
        }

        Single("SELECT 1").ShouldBe(1L);
    }

    [Fact]
    public void A_streamed_result_fails_where_its_row_fails()
    {
        using var result = _connection.Stream("SELECT CASE WHEN i = 400_000 THEN error('row ' || i) ELSE i END FROM range(1_000_000) t(i)");
        var error = Should.Throw<DuckDbException>(() => result.Rows().Count());
        error.Message.ShouldBe("row 400000");
        error.ErrorType.ShouldBe(DuckDbErrorType.InvalidInput);
    }

    [Fact]
    public void A_script_is_split_without_running_it()
    {
        using var script = _connection.Extract("CREATE TABLE s (a INTEGER); -- one; comment\nSELECT ';' FROM s;");
        script.Count.ShouldBe(2);
        using (var create = script.Prepare(0))
        {
            create.StatementType.ShouldBe(DuckDbStatementType.Create);
            using var done = create.Execute();
        }

        using var select = script.Prepare(1);
        select.Columns.Select(column => column.Type.ToString()).ShouldBe(["VARCHAR"]);
    }

    [Fact]
    public void An_empty_text_holds_no_statement()
    {
        using (var script = _connection.Extract(" -- nothing"))
        {
            script.Count.ShouldBe(0);
        }

        Should.Throw<DuckDbException>(() => _connection.Execute("")).Message.ShouldBe("There is no statement to run.");
    }

    [Fact]
    public void Table_names_of_a_query_are_found_without_tables()
    {
        const string Sql = "WITH c AS (SELECT 1) SELECT * FROM c, db.s.t JOIN \"Two words\".u ON EXISTS (FROM w)";
        _connection.GetTableNames(Sql, qualified: true).ShouldBe(["db.s.t", "\"Two words\".u", "w"], ignoreOrder: true);
        _connection.GetTableNames(Sql, qualified: false).ShouldBe(["t", "u", "w"], ignoreOrder: true);
    }

    [Fact]
    public void Settings_are_taken_at_opening()
    {
        using var database = DuckDbDatabase.OpenInMemory(new Dictionary<string, string> { ["threads"] = "1" });
        using var connection = database.Connect();
        using var result = connection.Execute("SELECT current_setting('threads')");
        result.Rows().Single()[0].ShouldBe(1L);
    }

    [Fact]
    public void An_unknown_setting_is_refused() =>
        Should.Throw<DuckDbException>(() => DuckDbDatabase.OpenInMemory(new Dictionary<string, string> { ["treads"] = "1" }))
            .Message.ShouldContain("treads");

    [Fact]
    public void A_database_in_a_file_keeps_its_tables()
    {
        using var folder = new TemporaryFolder();
        foreach (var sql in (string[])["CREATE TABLE t AS SELECT 7 AS a", "SELECT a FROM t"])
        {
            using var database = DuckDbDatabase.Open(folder["d.duckdb"]);
            using var connection = database.Connect();
            using var result = connection.Execute(sql);
            if (result.StatementType == DuckDbStatementType.Select)
            {
                result.Rows().Single()[0].ShouldBe(7L);
            }
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("d.duckdb", new string('x', 10_000));
        Should.Throw<DuckDbException>(() => DuckDbDatabase.Open(folder["d.duckdb"])).Message.ShouldContain("not a valid DuckDB database file");
    }

    private object? Single(string sql)
    {
        using var result = _connection.Execute(sql);
        return result.Rows().Single()[0];
    }
}
