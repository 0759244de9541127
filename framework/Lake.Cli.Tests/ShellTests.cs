using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary><c>lake shell</c> without a terminal.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: shop
        version: "1.0"
        --- script.sql
        create table t (a int, b varchar); -- with a ; in a comment
        insert into t values (1, 'x;y'),
          (2, null);
        begin;
        delete from t;
        rollback;
        select * from t order by a;

        select nope from t;
        select $$ a ;
        b $$ as c
        """);

    [Fact]
    public void One_line_of_json_tells_what_each_statement_came_to()
    {
        var result = LakeProgram.Run(_folder.Path, "shell", "--file", "script.sql", "--output", "jsonl", "--keep-going");
        result.Output.ShouldBe(
            """
            {"rows_affected":0}
            {"rows_affected":2}
            {"rows_affected":0}
            {"rows_affected":2}
            {"rows_affected":0}
            {"columns":[{"name":"a","type":"INTEGER"},{"name":"b","type":"VARCHAR"}],"rows":[[1,"x;y"],[2,null]]}
            {"error":{"id":"unknown-column","message":"Referenced column \"nope\" not found in FROM clause!"}}
            {"columns":[{"name":"c","type":"VARCHAR"}],"rows":[[" a ;\nb "]]}

            """);
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void The_first_error_ends_it_and_names_its_line()
    {
        var result = LakeProgram.Run(_folder.Path, "shell", "--file", "script.sql", "--output", "csv");
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBe("a,b\n1,x;y\n2,\n");
        result.Error.ShouldContain("script.sql:9:8");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var result = LakeProgram.Run(_folder.Path, "shell", "--file", "none.sql");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("unreadable-input");
    }

    public void Dispose() => _folder.Dispose();
}
