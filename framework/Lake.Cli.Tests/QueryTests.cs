using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

public sealed class QueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: shop
        version: "1.0"
        """);

    [Fact]
    public void Changes_tables_and_reads_them_back()
    {
        Query("create schema sales; create table sales.orders as select i as id, i * 1.5 as amount from range(3) t(i)").ExitCode.ShouldBe(0);
        Query("update sales.orders set amount = 0 where id = 1").Error.ShouldBe("1 row changed\n");
        Query("delete from sales.orders where id = 0").Error.ShouldBe("1 row changed\n");
        Query("from sales.orders order by id", "--output", "csv").Output.ShouldBe("id,amount\n1,0.0\n2,3.0\n");
        Query("from sales.orders where id = 2", "--output", "json").Output.ShouldBe("[\n{\"id\":2,\"amount\":3.0}\n]\n");
        Query("from sales.orders order by id").Output.ShouldContain("(2 rows)");
    }

    [Fact]
    public void A_plan_tells_which_files_are_opened()
    {
        Query("create table days partitioned by (k) as select range % 20 as k, range as id from range(100)").ExitCode.ShouldBe(0);
        Query("select * from days where k = 3", "--explain").Output.ShouldEndWith("main.days: 1 of 20 data files\n");
        Query("select * from days", "--explain").Output.ShouldEndWith("main.days: 20 of 20 data files\n");
    }

    [Fact]
    public void Parquet_keeps_names_and_types_also_for_no_rows()
    {
        Query("select 1::bigint as \"the id\", date '2024-01-01' as day where false", "--output", "parquet", "--to", "empty.parquet").ExitCode.ShouldBe(0);
        var columns = Query($"select column_name, column_type from (describe from '{_folder["empty.parquet"]}')", "--output", "csv");
        columns.Output.ShouldBe("column_name,column_type\nthe id,BIGINT\nday,DATE\n");
    }

    [Fact]
    public void Parquet_keeps_all_digits_of_wide_integers()
    {
        Query("select sum(i) as total from range(3) t(i)", "--output", "parquet", "--to", "sum.parquet").ExitCode.ShouldBe(0);
        Query($"select column_type from (describe from '{_folder["sum.parquet"]}')", "--output", "csv").Output.ShouldContain("DECIMAL(38,0)");
    }

    [Fact]
    public void Parquet_goes_to_standard_output_as_bytes() =>
        Query("select 1 as id", "--output", "parquet").RawOutput.Take(4).ShouldBe("PAR1"u8.ToArray());

    [Fact]
    public void A_statement_without_rows_writes_no_file()
    {
        Query("create table t as select 1 as id", "--output", "parquet", "--to", "none.parquet").ExitCode.ShouldBe(0);
        File.Exists(_folder["none.parquet"]).ShouldBeFalse();
        Query("from t", "--output", "csv").Output.ShouldBe("id\n1\n");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    public void A_query_that_fails_leaves_the_file_as_it_was(string format)
    {
        _folder.Write("rows.out", "before");
        var result = Query("select error('no') from range(10)", "--output", format, "--to", "rows.out");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error[");
        File.ReadAllText(_folder["rows.out"]).ShouldBe("before");
        Directory.GetFiles(_folder.Path, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_model_does_not_stop_a_query()
    {
        _folder.Write("models/broken.sql", "select {{");
        Query("select 1 as one", "--output", "csv").Output.ShouldBe("one\n1\n");
    }

    public void Dispose() => _folder.Dispose();

    private ProgramResult Query(string sql, params string[] options) => LakeProgram.Run(_folder.Path, ["query", sql, .. options]);
}
