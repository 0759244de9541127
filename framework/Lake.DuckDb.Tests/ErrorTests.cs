using Lake.DuckDb.Errors;
using Shouldly;
using Xunit;

namespace Lake.DuckDb.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.OpenInMemory();
    private readonly DuckDbConnection _connection;

    public ErrorTests()
    {
        _connection = _database.Connect();
        using var created = _connection.Execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount DECIMAL(9,2))");
    }

    /// <summary>The mark <c>‸</c> stands where the error is.</summary>
    [Theory]
    [InlineData("‸SELEC 1", DuckDbErrorType.Parser, "syntax error at or near \"SELEC\"")]
    [InlineData("SELECT 1;\nSELECT FROM ‸WHERE", DuckDbErrorType.Parser, "syntax error at or near \"WHERE\"")]
    [InlineData("SELECT 'é🦆', ‸amuont FROM orders", DuckDbErrorType.Binder, "Referenced column \"amuont\" not found in FROM clause!\nCandidate bindings: \"amount\"")]
    [InlineData("SELECT 1;\n\nSELECT *\nFROM ‸ordres", DuckDbErrorType.Catalog, "Table with name ordres does not exist!\nDid you mean \"orders\"?")]
    [InlineData("SELECT ‸CAST('x' AS INTEGER)", DuckDbErrorType.Conversion, "Could not convert string 'x' to INT32")]
    [InlineData("SELECT ‸\0", DuckDbErrorType.Parser, "The SQL holds a NUL character.")]
    public void An_error_names_its_place(string marked, DuckDbErrorType type, string message)
    {
        var error = Fail(marked.Replace("‸", "", StringComparison.Ordinal));
        error.Message.ShouldBe(message);
        error.ErrorType.ShouldBe(type);
        error.Position.ShouldBe(marked.IndexOf('‸', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT * FROM 'missing.parquet'", DuckDbErrorType.IO)]
    [InlineData("SELECT 9223372036854775807 + 1", DuckDbErrorType.OutOfRange)]
    [InlineData("INSERT INTO orders VALUES (1, 1), (1, 2)", DuckDbErrorType.Constraint)]
    [InlineData("SELECT error('boom')", DuckDbErrorType.InvalidInput)]
    [InlineData("COMMIT", DuckDbErrorType.Transaction)]
    public void An_error_without_a_place_has_its_kind(string sql, DuckDbErrorType type)
    {
        var error = Fail(sql);
        error.ErrorType.ShouldBe(type);
        error.Position.ShouldBeNull();
        error.Message.ShouldNotContain("exception_type");
    }

    [Fact]
    public void Proposed_names_are_listed()
    {
        Fail("SELECT amuont FROM orders").Candidates.ShouldBe(["amount"]);
        Fail("SELECT * FROM ordres").Candidates.ShouldBe(["orders"]);
    }

    [Fact]
    public void The_connection_goes_on_after_an_error()
    {
        Fail("SELEC");
        using var result = _connection.Execute("SELECT 1");
        result.Rows().Single()[0].ShouldBe(1L);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private DuckDbException Fail(string sql) => Should.Throw<DuckDbException>(() => _connection.Execute(sql).Dispose());
}
