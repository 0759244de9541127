using System.Numerics;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Values;
using Shouldly;
using Xunit;

namespace Lake.DuckDb.Tests;

public sealed class ParameterTests : IDisposable
{
    private static readonly object?[] Values =
    [
        null, true, -5L, BigInteger.Parse("170141183460469231731687303715884105727", null), ulong.MaxValue, 1.5f, 2.25,
        new DuckDbDecimal(-12345, 2), 79228162514264337593543950335m, "text ü", "", new byte[] { 0, 1 }, Array.Empty<byte>(), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
        new DateOnly(2024, 2, 29), new DuckDbDate(int.MaxValue), new TimeOnly(1, 2, 3), new DuckDbTime(86_400_000_000_000),
        new DuckDbTimestamp(1_700_000_000_000_001, false), new DuckDbTimestamp(1, true), new DuckDbTimestamp(-1, false, 999), new DuckDbInterval(1, 2, 3),
    ];

    private readonly DuckDbDatabase _database = DuckDbDatabase.OpenInMemory();
    private readonly DuckDbConnection _connection;

    public ParameterTests() => _connection = _database.Connect();

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Values.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_value_comes_back_as_it_was_given(int index)
    {
        using var statement = _connection.Prepare("SELECT ?");
        statement.Bind(Values[index]);
        using var result = statement.Execute();
        result.Rows().Single()[0].ShouldBe(Expected(Values[index]));
    }

    [Fact]
    public void A_statement_runs_again_with_other_values()
    {
        using var statement = _connection.Prepare("SELECT $a + $b");
        statement.ParameterCount.ShouldBe(2);
        foreach (var a in (long[])[1, 10])
        {
            statement.BindName("a", a);
            statement.BindName("b", 2L);
            using var result = statement.Stream();
            result.Rows().Single()[0].ShouldBe(a + 2);
        }
    }

    [Fact]
    public void A_missing_parameter_is_an_error()
    {
        using var statement = _connection.Prepare("SELECT $a");
        Should.Throw<DuckDbException>(() => statement.BindName("b", 1)).Message.ShouldContain("$b");
        Should.Throw<DuckDbException>(() => statement.Execute());
        Should.Throw<DuckDbException>(() => statement.Bind(1L, 2L));
    }

    [Fact]
    public void A_value_of_another_class_is_refused()
    {
        using var statement = _connection.Prepare("SELECT ?");
        Should.Throw<ArgumentException>(() => statement.Bind(new object())).Message.ShouldContain("Object");
    }

    [Fact]
    public void Rows_are_appended()
    {
        using (_connection.Execute("CREATE TABLE t (i INTEGER, d DOUBLE, b BOOLEAN, s VARCHAR, m DECIMAL(9,2), ts TIMESTAMP)"))
        {
        }

        using (var appender = _connection.OpenAppender("t", "main"))
        {
            for (var i = 0; i < 5000; i++)
            {
                appender.Append((long)i);
                appender.Append(i / 2.0);
                appender.Append(i % 2 == 0);
                appender.Append(i == 0 ? "" : $"row {i}");
                appender.AppendNull();
                appender.AppendValue(new DuckDbTimestamp(i, false));
                appender.EndRow();
            }

            appender.AppendRow(null, null, null, null, new DuckDbDecimal(125, 2), null);
            appender.Close();
        }

        using var result = _connection.Execute("SELECT count(*), sum(i), sum(d), count_if(b), max(s), count_if(s = ''), max(m), max(ts) FROM t");
        result.Rows().Single().ShouldBe([
            5001L, (BigInteger)12_497_500, 6_248_750.0, (BigInteger)2500, "row 999", (BigInteger)1, new DuckDbDecimal(125, 2), new DuckDbTimestamp(4999, false)]);
    }

    [Fact]
    public void An_appender_that_is_not_closed_appends_nothing()
    {
        using (_connection.Execute("CREATE TABLE t (i INTEGER)"))
        {
        }

        using (var appender = _connection.OpenAppender("t"))
        {
            appender.AppendRow(1L);
        }

        using var result = _connection.Execute("FROM t");
        result.Rows().ShouldBeEmpty();
    }

    [Fact]
    public void Appended_rows_hold_the_constraints()
    {
        using (_connection.Execute("CREATE TABLE t (i INTEGER NOT NULL)"))
        {
        }

        using (var appender = _connection.OpenAppender("t"))
        {
            Should.Throw<DuckDbException>(() =>
            {
                appender.AppendRow([null]);
                appender.Close();
            }).Message.ShouldContain("NOT NULL");
        }

        Should.Throw<DuckDbException>(() => _connection.OpenAppender("nowhere")).Message.ShouldContain("nowhere");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static object? Expected(object? value) => value switch
    {
        ulong number => (BigInteger)number,
        decimal number => new DuckDbDecimal(new BigInteger(number), 0),
        _ => value,
    };
}
