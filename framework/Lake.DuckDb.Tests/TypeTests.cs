using System.Globalization;
using System.Text;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Vectors;
using Shouldly;
using Xunit;

namespace Lake.DuckDb.Tests;

public sealed class TypeTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.OpenInMemory();
    private readonly DuckDbConnection _connection;

    public TypeTests()
    {
        _connection = _database.Connect();
        Run("SET TimeZone = 'UTC'");
    }

    public static TheoryData<string> TypesWithPlainText()
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        using var result = connection.Execute("SELECT * FROM test_all_types() LIMIT 0");
        return [.. result.Columns.Select(column => column.Name).Except(PrintedOtherwise)];
    }

    /// <summary>Types whose CLR class does not print as DuckDB does; they have tests of their own.</summary>
    private static string[] PrintedOtherwise => ["blob", "geometry", "float", "double", "timestamp_tz"];

    [Theory]
    [MemberData(nameof(TypesWithPlainText))]
    public void Values_print_as_DuckDB_prints_them(string column)
    {
        var rows = Run($"SELECT \"{column}\", CAST(\"{column}\" AS VARCHAR) FROM test_all_types()");
        rows.Count.ShouldBe(3);
        foreach (var row in rows)
        {
            Print(row[0], nested: false).ShouldBe((string?)row[1] ?? "NULL");
        }
    }

    [Theory]
    [MemberData(nameof(TypesWithPlainText))]
    public void Types_print_as_DuckDB_prints_them(string column)
    {
        using var result = _connection.Execute($"SELECT \"{column}\", typeof(\"{column}\") AS type FROM test_all_types()");
        result.Columns[0].Type.ToString().ShouldBe((string?)result.Rows().First()[1]);
    }

    [Theory]
    [InlineData("row(1, 'a')")]
    [InlineData("{'plain': 1, 'order': 2, 'Mixed': 3, 'two words': 4, '1st': 5, 'quo\"te': 6, 'é': 7}")]
    [InlineData("union_value(\"select\" := 1)")]
    [InlineData("'it''s'::ENUM('it''s', 'b')")]
    [InlineData("'{}'::JSON")]
    [InlineData("[{'a': MAP {1: [1.5]}}]")]
    public void Names_in_types_are_quoted_as_DuckDB_quotes_them(string value)
    {
        using var result = _connection.Execute($"SELECT {value}, typeof({value})");
        result.Columns[0].Type.ToString().ShouldBe((string?)result.Rows().First()[1]);
    }

    [Fact]
    public void Every_keyword_is_quoted_in_a_type()
    {
        foreach (var word in Run("SELECT keyword_name FROM duckdb_keywords()").Select(row => row[0]))
        {
            using var result = _connection.Execute($"SELECT {{'{word}': 1}}");
            result.Columns[0].Type.ToString().ShouldBe($"STRUCT(\"{word}\" INTEGER)");
        }
    }

    [Theory]
    [InlineData("TIMESTAMPTZ '2024-02-29 23:30:00.5+02'", "2024-02-29 21:30:00.5+00")]
    [InlineData("TIMESTAMPTZ '0044-03-15 (BC) 12:00:00+00'", "0044-03-15 (BC) 12:00:00+00")]
    [InlineData("TIMESTAMPTZ '-infinity'", "-infinity")]
    [InlineData("TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", "1969-12-31 23:59:59.999999999")]
    [InlineData("TIMESTAMP_S 'infinity'", "infinity")]
    [InlineData("DATE '0001-01-01' - 1", "0001-12-31 (BC)")]
    [InlineData("DATE 'infinity'", "infinity")]
    [InlineData("INTERVAL '-1 month -1 day -0.5 second'", "-1 month -1 day -00:00:00.5")]
    [InlineData("TIMETZ '12:34:56.789-03:30'", "12:34:56.789-03:30")]
    [InlineData("-0.05::DECIMAL(18,2)", "-0.05")]
    [InlineData("'-1'::BIGNUM", "-1")]
    [InlineData("'0'::BIGNUM", "0")]
    public void Unusual_values_print_as_DuckDB_prints_them(string sql, string text)
    {
        var row = Run($"SELECT {sql}, CAST({sql} AS VARCHAR)")[0];
        PrintScalar(row[0] ?? "").ShouldBe(text);
        row[1].ShouldBe(text);
    }

    [Fact]
    public void Floats_keep_every_bit()
    {
        var row = Run("SELECT 0.1::FLOAT, 1e-310::DOUBLE, 'NaN'::DOUBLE, '-Infinity'::FLOAT, -0.0::DOUBLE")[0];
        row.ShouldBe([0.1f, 1e-310, double.NaN, float.NegativeInfinity, -0.0]);
        double.IsNegative((double)(row[4] ?? 0.0)).ShouldBeTrue();
    }

    [Fact]
    public void Blobs_are_bytes() =>
        Run("SELECT '\\x00\\xFFabcdefghijklmnop'::BLOB, ''::BLOB")[0]
            .ShouldBe([Encoding.Latin1.GetBytes("\0\u00FFabcdefghijklmnop"), Array.Empty<byte>()]);

    [Theory]
    [InlineData("'\\x00'::VARCHAR", "\\x00")]
    [InlineData("'a' || chr(0) || 'b'", "a\0b")]
    [InlineData("repeat('é', 7)", "ééééééé")]
    [InlineData("'twelve bytes'", "twelve bytes")]
    [InlineData("'thirteen bytes'", "thirteen bytes")]
    public void Texts_are_whole(string sql, string text) => Run($"SELECT {sql}")[0][0].ShouldBe(text);

    [Fact]
    public void Columns_can_be_read_without_boxing()
    {
        using var result = _connection.Execute("SELECT CASE WHEN i % 3 <> 0 THEN i::INTEGER END AS n, [i, i + 1] AS l, 'row ' || i AS s FROM range(5000) t(i)");
        var (sum, nulls, elements, bytes) = (0L, 0, 0L, 0);
        while (result.Fetch() is { } chunk)
        {
            using (chunk)
            {
                var numbers = chunk[0].Values<int>();
                var lists = chunk[1].ShouldBeOfType<DuckDbListVector>();
                for (var row = 0; row < chunk.RowCount; row++)
                {
                    nulls += chunk[0].IsNull(row) ? 1 : 0;
                    sum += chunk[0].IsNull(row) ? 0 : numbers[row];
                    var (start, length) = lists.GetRange(row);
                    elements += lists.Elements.Values<long>()[start + length - 1];
                    bytes += chunk[2].GetBytes(row).Length;
                }
            }
        }

        (sum, nulls, elements, bytes).ShouldBe((8_331_667L, 1667, 12_502_500L, 38890));
    }

    [Fact]
    public void A_column_is_not_read_as_another_type()
    {
        using var result = _connection.Execute("SELECT 1::BIGINT AS n");
        using var chunk = result.Fetch();
        chunk.ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => chunk[0].Values<int>().Length).Message.ShouldContain("BIGINT is stored in 8 bytes");
        Should.Throw<ArgumentException>(() => chunk[0].GetString(0));
        Should.Throw<ArgumentOutOfRangeException>(() => chunk[0].GetValue(1));
    }

    [Fact]
    public void A_disposed_chunk_is_not_read()
    {
        using var result = _connection.Execute("SELECT 1 AS n");
        var chunk = result.Fetch();
        chunk.ShouldNotBeNull();
        chunk.Dispose();
        Should.Throw<ObjectDisposedException>(() => chunk[0].GetValue(0));
    }

    [Fact]
    public void A_type_without_a_reader_says_so() =>
        Should.Throw<DuckDbException>(() => Run("SELECT 1::VARIANT")).Message.ShouldContain("Values of type VARIANT cannot be read");

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private List<object?[]> Run(string sql)
    {
        using var result = _connection.Execute(sql);
        return [.. result.Rows()];
    }

    /// <summary>DuckDB's cast to text.</summary>
    private static string Print(object? value, bool nested) => value switch
    {
        null => "NULL",
        object?[] list => $"[{string.Join(", ", list.Select(item => Print(item, true)))}]",
        KeyValuePair<string, object?>[] fields =>
            $"{{{string.Join(", ", fields.Select(field => $"'{field.Key}': {Print(field.Value, true)}"))}}}",
        KeyValuePair<object, object?>[] entries =>
            $"{{{string.Join(", ", entries.Select(entry => $"{Print(entry.Key, true)}={Print(entry.Value, true)}"))}}}",
        _ when nested => Quoted(PrintScalar(value)),
        _ => PrintScalar(value),
    };

    private static string Quoted(string text) => text.Length == 0 || text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;

    private static string PrintScalar(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        double number => double.IsFinite(number)
            ? number.ToString("0.0################", CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture).Replace("Infinity", "inf", StringComparison.Ordinal).ToLowerInvariant(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
