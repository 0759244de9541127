using Lake.Engines.Trino.Statements;
using Lake.Sql;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.Trino.Tests;

public class StatementTests
{
    [Theory]
    [InlineData("create or replace table a.b.c with (format = 'ORC') as select 1", "CreateTable a.b.c")]
    [InlineData("create table if not exists t (id integer)", "CreateTable t")]
    [InlineData("create or replace view v security invoker as select 1", "CreateView v")]
    [InlineData("create materialized view if not exists mv as select 1", "CreateMaterializedView mv")]
    [InlineData("drop materialized view if exists \"m v\"", "Drop m v")]
    [InlineData("alter table a rename to b.c", "Rename a")]
    [InlineData("alter table a execute optimize", "Change a")]
    [InlineData("alter table if exists a add column b integer", "Change a")]
    [InlineData("insert into a.b select 1", "Change a.b")]
    [InlineData("delete from a where true", "Change a")]
    [InlineData("merge into a.b.c t using x on true when matched then delete", "Change a.b.c")]
    [InlineData("comment on column a.b.c.d is 'x'", "Describe a.b.c")]
    [InlineData("comment on view v is null", "Describe v")]
    [InlineData("grant select, insert on table t to role x", "Describe t")]
    [InlineData("revoke select on t from me", "Describe t")]
    [InlineData("drop schema s", "Schema s")]
    [InlineData("start transaction", "Begin ")]
    [InlineData("with a as (select 1) select * from a", "Other ")]
    [InlineData("call lake.system.register_table('a')", "Other ")]
    public void The_first_words_say_what_a_statement_does(string sql, string expected)
    {
        var statement = StatementReader.Read(new SourceFile("<sql>", sql)).ShouldHaveSingleItem();
        $"{statement.Verb} {string.Concat(statement.Tokens[statement.Target].Select(t => t.Name))}".ShouldBe(expected);
    }

    [Fact]
    public void Scripts_are_split_outside_of_routines() =>
        StatementReader.Read(new SourceFile("<sql>", "select ';'; -- one;\ncreate function f() returns bigint begin declare x bigint; return x; end; select 2"))
            .Select(s => s.Text).ShouldBe(["select ';'", "create function f() returns bigint begin declare x bigint; return x; end", "select 2"]);

    [Fact]
    public void Places_in_what_was_sent_lead_back_to_what_was_written()
    {
        var statement = StatementReader.Read(new SourceFile("<sql>", "  select a\nfrom t x, t\nwhere nope")).ShouldHaveSingleItem();
        var sent = new SentSql(statement, NameScan.Find(statement, Resolve).Select(n => (n.Span, "a_much_longer_name")));
        sent.Text.ShouldBe("select a\nfrom a_much_longer_name x, t\nwhere nope");
        statement.Source.Text[sent.Locate(3, 7)..].ShouldBe("nope");
        statement.Source.Text[sent.Locate(2, 9)..].ShouldStartWith("t x");
        statement.Source.Text[sent.Locate(2, 25)..].ShouldStartWith("x, t");
    }

    [Theory]
    [InlineData("select t.id from t where t.id in (select id from t as u where u.id = t.id)", "select [t].id from [c.s.t] where [t].id in (select id from [c.s.t] as u where u.id = [t].id)")]
    [InlineData("select t.id from u as t", "select t.id from [c.s.u] as t")]
    [InlineData("select \"c\".\"s\".\"t\".id from \"c\".\"s\".\"t\" x", "select [c.s.t].id from [c.s.t] x")]
    [InlineData("select from_ from s.t", "select from_ from [c.s.t]")]
    public void Relations_are_found_by_where_they_stand(string sql, string expected)
    {
        var statement = StatementReader.Read(new SourceFile("<sql>", sql)).ShouldHaveSingleItem();
        new SentSql(statement, NameScan.Find(statement, Resolve).Select(n => (n.Span, n.IsQualifier ? $"[{n.Name.Identifier}]" : $"[{n.Name.Database}.{n.Name.Schema}.{n.Name.Identifier}]")))
            .Text.ShouldBe(expected);
    }

    private static RelationName Resolve(IReadOnlyList<string> parts) => parts switch
    {
        [var name] => new RelationName("c", "s", name),
        [var schema, var name] => new RelationName("c", schema, name),
        _ => new RelationName(parts[0], parts[1], parts[2]),
    };
}
