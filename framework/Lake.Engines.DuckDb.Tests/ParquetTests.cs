using System.Collections;
using System.Globalization;
using Lake.Engines.Tests;
using Lake.Testing;
using Parquet;
using Parquet.Data;
using Parquet.Serialization;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>A reader of Parquet that shares nothing with DuckDB finds in data files what the session finds in the table.</summary>
public sealed class ParquetTests : IDisposable
{
    private static readonly ParquetOptions Options = new() { UseBigDecimal = true, UseDateOnlyTypeForDates = true };

    private readonly Lakehouse _lake = new();

    [Theory]
    [InlineData("all_types")]
    [InlineData("floats")]
    [InlineData("dates")]
    public async Task Every_type_reads_back_equal(string table)
    {
        _lake.Run(Definition(table));

        await using var file = File.OpenRead(_lake.DataFiles().ShouldHaveSingleItem());
        var result = await ParquetSerializer.DeserializeUntypedAsync(file, Options);

        var columns = _lake.Session.GetColumns(new Lake.Sql.RelationName(null, "main", table));
        var rows = result.Data.Select(row => string.Join('|', columns.Select(c => Text(Time(row.GetValueOrDefault(c.Name), c.Type)))));
        string.Join('\n', rows).ShouldBe(_lake.Query($"select * from {table}"));
    }

    public void Dispose() => _lake.Dispose();

    /// <summary>The statement of the type matrix that makes the table, but for nulls in lists and lists in maps, which this reader does not know.</summary>
    private static string Definition(string table) => File.ReadAllText(Baseline.Folder(["..", "Lake.Engines.Tests", "Cases", "types.sql"]))
        .Split(";\n")
        .Single(s => s.StartsWith($"create table {table} ", StringComparison.Ordinal))
        .Replace("[1, null, 3]", "[1, 2, 3]", StringComparison.Ordinal)
        .Replace("map {'k': [1, 2]}", "map {'k': 2}", StringComparison.Ordinal);

    /// <summary>This reader gives microseconds for a time of day.</summary>
    private static object? Time(object? cell, string type) =>
        cell is long microseconds && type.Equals("time", StringComparison.OrdinalIgnoreCase) ? new TimeOnly(microseconds * TimeSpan.TicksPerMicrosecond) : cell;

    /// <summary>As <see cref="CellText"/> shows the same value.</summary>
    private static string Text(object? cell) => cell switch
    {
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
        BigDecimal number => number.ToString(),
        IDictionary<string, object> members => $"{{{string.Join(", ", members.Select(m => $"{m.Key}: {Text(m.Value)}"))}}}",
        IDictionary entries => $"<{string.Join(", ", entries.Keys.Cast<object>().Zip(entries.Values.Cast<object?>(), (key, value) => $"{Text(key)}: {Text(value)}"))}>",
        IList list and not byte[] => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        ReadOnlyMemory<char> text => text.ToString(),
        _ => CellText.Of(cell),
    };
}
