using System.Globalization;
using System.Text;
using Lake.Testing;
using Lake.Trino;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>The program as a process against a Trino server: killed at each statement that changes something, and told to stop.</summary>
[Collection(OutsideCollection.Name)]
public sealed class TrinoKillTests : IDisposable
{
    private const string Project = """
        --- models/kept.sql
        {{ config(materialized='incremental', incremental_strategy='append') }}
        select n from (values 1, 2, {{ var('last') }}) as v(n)
        {% if is_incremental() %}where n > (select max(n) from {{ this }}){% endif %}
        --- models/merged.sql
        {{ config(materialized='incremental', incremental_strategy='merge', unique_key='n') }}
        select n, {{ var('last') }} as run from {{ ref('kept') }}
        --- models/whole.sql
        {{ config(materialized='table') }}
        select count(*) as rows, max(run) as run from {{ ref('merged') }}
        --- models/models.yml
        models:
          - {name: kept, columns: [{name: n, data_tests: [unique]}]}
          - {name: whole, columns: [{name: rows, data_tests: [not_null]}]}
        """;

    private static readonly string[] Changing = ["create", "merge", "insert", "alter", "drop"];

    private readonly TemporaryFolder _folder = new();
    private readonly TrinoClient _client = new(new TrinoClientOptions { Server = Servers.Trino.Address });
    private readonly string _schema = $"k{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";

    [Fact]
    public void A_build_killed_at_any_statement_is_completed_by_the_next()
    {
        _folder.With(Project);
        var statements = Build(3, killAt: null);
        State().ShouldBe(Of(3));
        statements.ShouldBeGreaterThan(2);

        var last = 3;
        for (var at = 1; at <= statements; at++)
        {
            statements = Math.Max(statements, Build(++last, at));
            Build(last, killAt: null);
            State().ShouldBe(Of(last), $"after a kill at statement {at}");
        }

        Rows($"select table_name from lake.information_schema.tables where table_schema = '{_schema}' order by 1").Split('\n')
            .Where(t => !t.Contains("__lake_", StringComparison.Ordinal)).ShouldBe(["kept", "merged", "whole"]);
    }

    [Fact]
    public void A_build_whose_connections_break_again_and_again_is_right()
    {
        _folder.With(Project);
        using var network = new CuttingProxy(Servers.Trino.Address, (number, _) => number % 4 == 0 ? (Cut)((number / 4 % 3) + 1) : Cut.None);
        foreach (var last in (int[])[3, 4])
        {
            Write(network.Address, last);
            LakeProcess.Run(_folder.Path, "build", "--profiles-dir", _folder.Path);
        }

        State().ShouldBe(Of(4));
        network.Cuts.ShouldBeGreaterThan(10);
        Rows($"select query from system.runtime.queries where query like '%{_schema}%' and state = 'FINISHED' and regexp_like(query, '(?i)^\\s*(create|insert|merge|alter)') group by query having count(*) > 1")
            .ShouldBeEmpty("no statement runs twice");
    }

    [Fact]
    public void Ctrl_C_ends_the_statement_on_the_server()
    {
        _folder.With("""
            --- models/long.sql
            {{ config(materialized='table') }}
            select count(*) as n from tpch.sf1000.lineitem a, tpch.sf1000.lineitem b where a.comment < b.comment
            """);
        Write(Servers.Trino.Address, 1);
        using var build = LakeProcess.Start(_folder.Path, ["build", "--profiles-dir", _folder.Path]);
        var mine = $"from system.runtime.queries where query like '%{_schema}%' and query like '%sf1000%' and query not like '%system.runtime%'";
        SpinWait.SpinUntil(() => build.HasExited || Rows($"select 1 {mine} and state = 'RUNNING'") == "1", TimeSpan.FromMinutes(2)).ShouldBeTrue();
        build.Interrupt();
        build.Wait().ShouldNotBe(0, build.Text);
        Rows($"select distinct state, error_code {mine}").ShouldBe("FAILED USER_CANCELED", build.Text);
        Rows($"select count(*) from lake.information_schema.tables where table_schema = '{_schema}'").ShouldBe("0");
    }

    public void Dispose()
    {
        foreach (var relation in Rows($"select if(table_type = 'VIEW', 'view', 'table') || ' lake.{_schema}.\"' || table_name || '\"' from lake.information_schema.tables where table_schema = '{_schema}'").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Rows($"drop {relation}");
        }

        Rows($"drop schema if exists lake.{_schema}");
        _client.Dispose();
        _folder.Dispose();
    }

    /// <summary>Builds through a proxy; how many statements that change something went through it.</summary>
    /// <param name="killAt">The number of the statement at which the program is killed: odd ones before the server has them, even ones while they run.</param>
    private int Build(int last, int? killAt)
    {
        using var reached = new ManualResetEventSlim();
        var count = 0;
        using var network = new CuttingProxy(Servers.Trino.Address, (_, request) =>
        {
            var isPost = request.Line.StartsWith("POST", StringComparison.Ordinal);
            count += isPost && !reached.IsSet && IsChange(request) ? 1 : 0;
            if (count != killAt || isPost == (count % 2 == 0))
            {
                return Cut.None;
            }

            reached.Set();
            return isPost ? Cut.Before : Cut.After;
        });
        Write(network.Address, last);
        using var build = LakeProcess.Start(_folder.Path, ["build", "--no-partial-parse", "--profiles-dir", _folder.Path]);
        while (!build.HasExited && !reached.Wait(TimeSpan.FromMilliseconds(20)))
        {
        }

        if (reached.IsSet)
        {
            build.Kill();
        }
        else
        {
            build.Wait().ShouldBe(0, build.Text);
        }

        return count;
    }

    private static bool IsChange(HttpRequestText request) =>
        Changing.Contains(Encoding.UTF8.GetString(request.Body).TrimStart().Split(' ')[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>All equal when the lakehouse is as it should be.</summary>
    private string State() => Rows(
        $"select count(*), count(distinct n), max(n), (select rows from lake.{_schema}.whole), (select run from lake.{_schema}.whole) from lake.{_schema}.kept");

    private static string Of(int last) => string.Join(' ', Enumerable.Repeat(last, 5));

    private void Write(Uri server, int last)
    {
        _folder.Write("lake_project.yml", $"name: shop\nprofile: shop\nvars: {{last: {last.ToString(CultureInfo.InvariantCulture)}}}\n");
        _folder.Write("profiles.yml", $"shop:\n  target: t\n  outputs:\n    t: {{type: trino, user: test, host: {server.Host}, port: {server.Port}, database: lake, schema: {_schema}, threads: 1}}\n");
    }

    /// <summary>Cells with spaces between.</summary>
    private string Rows(string sql)
    {
        using var query = _client.Execute(sql, new TrinoSession { User = "test" });
        var text = string.Join('\n', query.Rows.Select(row => string.Join(' ', row.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)))));
        query.Finish();
        return text;
    }
}
