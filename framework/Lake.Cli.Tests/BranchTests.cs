using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>A build on a branch is seen by nobody else until the branch is published, all of it at once.</summary>
public sealed class BranchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: shop
        --- seeds/orders.csv
        id,amount
        1,10
        2,20
        --- models/big.sql
        {{ config(materialized='table') }} select id, amount from {{ ref('orders') }} where amount > 15
        --- models/seen.sql
        {{ config(materialized='incremental', unique_key='id', on_schema_change='append_new_columns') }} select * from {{ ref('orders') }}
        --- models/total.sql
        {{ config(materialized='view') }} select sum(amount) as amount from {{ ref('big') }}
        --- models/models.yml
        models:
          - name: big
            columns: [{name: id, data_tests: [unique, not_null]}]
        """);

    public BranchTests() => Lake("build");

    [Fact]
    public void A_branch_is_seen_by_nobody_else_until_it_is_published()
    {
        Change();
        Lake("build", "--branch", "dev");

        Rows("from main.big order by id").ShouldBe("id,amount\n2,20\n");
        Rows("from main.seen order by id").ShouldBe("id,amount\n1,10\n2,20\n");
        Rows("from main.total").ShouldBe("amount\n20\n");
        Rows("from main.big order by id", "--branch", "dev").ShouldBe("id,amount,kind\n2,25,b\n3,30,c\n");
        Rows("from main.seen order by id", "--branch", "dev").ShouldBe("id,amount,kind\n1,10,a\n2,25,b\n3,30,c\n");
        Rows("from main.total", "--branch", "dev").ShouldBe("amount,rows\n55,2\n");
        Rows("from main.added", "--branch", "dev").ShouldBe("n\n3\n");

        Lake("publish", "dev").Error.ShouldBe("branch 'dev' is published: 4 tables, 1 view\n");

        Rows("from main.big order by id").ShouldBe("id,amount,kind\n2,25,b\n3,30,c\n");
        Rows("from main.seen order by id").ShouldBe("id,amount,kind\n1,10,a\n2,25,b\n3,30,c\n");
        Rows("from main.total").ShouldBe("amount,rows\n55,2\n");
        Rows("from main.added").ShouldBe("n\n3\n");
        Lake("table", "refs", "main.big").Output.ShouldNotContain("dev");
        Lake("build").Output.ShouldContain("unchanged");
        Run("publish", "dev").Error.ShouldContain("there is no branch 'dev'");
    }

    [Fact]
    public void A_branch_that_others_have_overtaken_is_refused_as_a_whole()
    {
        Change();
        Lake("build", "--branch", "dev");
        Lake("query", "insert into main.seen (id, amount) values (9, 9)");

        var refused = Run("publish", "dev");
        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("branch-behind");
        refused.Error.ShouldContain("'main.seen' has changed");
        Rows("from main.big order by id").ShouldBe("id,amount\n2,20\n");

        Lake("publish", "dev", "--discard");
        Rows("from main.seen where id > 1 order by id", "--branch", "dev").ShouldBe("id,amount\n2,20\n9,9\n");
        Run("query", "from main.added").Error.ShouldContain("unknown-relation");
    }

    [Fact]
    public void What_fails_its_tests_is_not_on_the_branch()
    {
        _folder.Write("seeds/orders.csv", "id,amount\n1,10\n2,20\n2,30\n");
        Run("build", "--branch", "dev").ExitCode.ShouldBe(1);
        Rows("from main.big", "--branch", "dev").ShouldBe("id,amount\n2,20\n");
    }

    [Fact]
    public void What_others_read_is_not_dropped_on_a_branch()
    {
        Run("query", "drop table main.big", "--branch", "dev").Error.ShouldContain("cannot be dropped on branch 'dev'");
        Run("query", "drop view main.total", "--branch", "dev").Error.ShouldContain("cannot be dropped on branch 'dev'");
        Run("query", "alter table main.big add column more int", "--branch", "dev").Error.ShouldContain("without rows");
        Rows("from main.total").ShouldBe("amount\n20\n");
    }

    [Theory]
    [InlineData("main")]
    [InlineData("a@b")]
    [InlineData("")]
    public void Names_that_no_branch_can_have_are_refused(string name) =>
        Run("query", "select 1", "--branch", name).Error.ShouldContain("branch");

    public void Dispose() => _folder.Dispose();

    private void Change()
    {
        _folder.Write("seeds/orders.csv", "id,amount,kind\n1,10,a\n2,25,b\n3,30,c\n");
        _folder.Write("models/big.sql", "{{ config(materialized='table') }} select id, amount, kind from {{ ref('orders') }} where amount > 15");
        _folder.Write("models/total.sql", "{{ config(materialized='view') }} select sum(amount) as amount, count(*) as rows from {{ ref('big') }}");
        _folder.Write("models/added.sql", "{{ config(materialized='table') }} select count(*) as n from {{ ref('seen') }}");
    }

    private string Rows(string sql, params string[] more) => Lake(["query", sql, "--output", "csv", .. more]).Output;

    private ProgramResult Lake(params string[] arguments)
    {
        var result = Run(arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result;
    }

    private ProgramResult Run(params string[] arguments) => LakeProgram.Run(_folder.Path, arguments);
}
