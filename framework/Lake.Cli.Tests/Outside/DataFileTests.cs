using System.Globalization;
using Lake.Sql;
using Parquet;
using Parquet.Data;
using Parquet.Serialization;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A reader of Parquet that shares nothing with DuckDB finds the same cells in every data file of the demo.</summary>
[Collection(OutsideCollection.Name)]
public sealed class DataFileTests(DayByDay built)
{
    private static readonly ParquetOptions Options = new() { UseBigDecimal = true, UseDateOnlyTypeForDates = true };

    [Fact]
    public async Task Another_reader_finds_the_same_cells()
    {
        var files = Directory.GetFiles(Path.Combine(built.Demo.Root, "warehouse"), "*.parquet", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(30);
        foreach (var path in files)
        {
            var own = LakeProcess.Query(built.Demo.Root, $"SELECT * FROM read_parquet({SqlText.Literal(path)}, hive_partitioning = false)");
            await using var file = File.OpenRead(path);
            var other = (await ParquetSerializer.DeserializeUntypedAsync(file, Options, cancellationToken: TestContext.Current.CancellationToken)).Data;
            other.Count.ShouldBe(own.Length, path);
            foreach (var (mine, others) in own.Zip(other))
            {
                foreach (var cell in mine.EnumerateObject())
                {
                    Text(others.GetValueOrDefault(cell.Name)).ShouldBe(CellForm.OfLake(cell.Value, TypeOf(others.GetValueOrDefault(cell.Name))), $"{path}, {cell.Name}");
                }
            }
        }
    }

    /// <summary>The Iceberg type of a cell, as far as <see cref="CellForm"/> tells types apart.</summary>
    private static string TypeOf(object? cell) => cell switch
    {
        bool => "boolean",
        double or float => "double",
        DateTime => "timestamp",
        _ => "other",
    };

    private static string Text(object? cell) => cell switch
    {
        null => CellForm.Null,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ReadOnlyMemory<char> text => text.ToString(),
        BigDecimal number => number.ToString(),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
