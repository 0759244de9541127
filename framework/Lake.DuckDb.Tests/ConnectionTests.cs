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
    public void The_library_is_the_pinned_one() => DuckDbDatabase.LibraryVersion.ShouldBe("v1.5.5");

    [Fact]
    public void The_last_statement_gives_the_result()
    {
        using var result = _connection.Execute("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2); SELECT a, a * 1.5 AS b FROM t");
        result.Kind.ShouldBe(DuckDbResultKind.Rows);
        result.Columns.Select(column => $"{column.Name} {column.Type}").ShouldBe(["a INTEGER", "b DECIMAL(12,1)"]);
        result.Rows().Select(row => string.Join('|', row)).ShouldBe(["1|1.5", "2|3.0"]);
    }

    [Fact]
    public void A_change_tells_how_many_rows_it_changed()
    {
        using var result = _connection.Execute("CREATE TABLE t (a INTEGER); INSERT INTO t SELECT range FROM range(5000)");
        result.Kind.ShouldBe(DuckDbResultKind.ChangedRows);
        result.RowsChanged.ShouldBe(5000);
    }
}
