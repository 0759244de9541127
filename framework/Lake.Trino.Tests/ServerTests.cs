using System.Globalization;
using Lake.Testing;
using Lake.Trino.Errors;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Shouldly;
using Xunit;

namespace Lake.Trino.Tests;

/// <summary>The client against the real server.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Rows_come_as_a_stream()
    {
        using var client = Connect();
        using var query = client.Execute("select orderkey, comment, totalprice, orderdate from tpch.sf1.orders limit 200000", new TrinoSession { User = "test" }, Cancellation);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        foreach (var row in query.Rows)
        {
            row.Length.ShouldBe(4);
            if (++count == 150_000)
            {
                (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(30_000_000, "rows that were read are not kept");
            }
        }

        count.ShouldBe(200_000);
        query.Statistics.State.ShouldBe("FINISHED");
        query.Statistics.ProcessedRows.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Large_results_come_from_the_spool_and_are_taken_off_it()
    {
        var guard = Servers.Trino.Guard;
        using var client = Connect();
        using var query = client.Execute("select orderkey, comment, cast(orderkey as decimal(38, 2)) from tpch.sf1.orders limit 100000", new TrinoSession { User = "test" }, Cancellation);
        var most = 0;
        var sum = 0L;
        foreach (var row in query.Rows)
        {
            sum += (long?)row[0] == long.Parse(row[2]?.ToString()?.Split('.')[0] ?? "", CultureInfo.InvariantCulture) ? 1 : 0;
            most = Math.Max(most, sum % 1000 == 1 ? Directory.GetFiles(guard.SpoolFolder).Length : 0);
        }

        sum.ShouldBe(100_000);
        most.ShouldBeGreaterThan(1, "the server spools");
        Directory.GetFiles(guard.SpoolFolder, "*-*").ShouldBeEmpty("what was fetched is acknowledged");
    }

    [Fact]
    public void Statements_change_the_session()
    {
        using var client = Connect();
        var session = new TrinoSession { User = "test", Catalog = "tpch", Schema = "tiny", TimeZone = "Asia/Tokyo" };
        Run(client, session, "select cast(current_timezone() as varchar), current_schema").ShouldBe("Asia/Tokyo|tiny");
        Run(client, session, "use tpch.sf1");
        Run(client, session, "set session query_max_run_time = '7m'");
        Run(client, session, "set time zone 'Europe/Berlin'");
        Run(client, session, "prepare twice from select ? * 2, 'ü'");
        Run(client, session, "execute twice using 21").ShouldBe("42|ü");
        Run(client, session, "select current_schema, cast(current_timezone() as varchar)").ShouldBe("sf1|Europe/Berlin");
        session.Properties["query_max_run_time"].ShouldBe("7m");
        Run(client, session, "reset session query_max_run_time");
        session.Properties.ShouldNotContainKey("query_max_run_time");
        Run(client, session, "deallocate prepare twice");
        session.PreparedStatements.ShouldBeEmpty();
    }

    [Fact]
    public void A_statement_that_nobody_asks_after_never_runs()
    {
        // The reason why a statement whose answer got lost may be posted again.
        using var client = Connect();
        var session = new TrinoSession { User = "test", Catalog = "lake" };
        var schema = $"posted_{Guid.NewGuid():N}";
        using (var http = new HttpClient())
        using (var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.Server, "/v1/statement")) { Content = new StringContent($"create schema lake.{schema}") })
        {
            request.Headers.Add("X-Trino-User", "test");
            using var answer = http.Send(request, Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(2));
        Run(client, session, $"select count(*) from lake.information_schema.schemata where schema_name = '{schema}'").ShouldBe("0");
    }

    /// <summary>Every request of a statement, from its posting over its pages to the last, and every way to lose it.</summary>
    [Fact]
    public void A_statement_whose_connection_is_cut_anywhere_runs_once()
    {
        using var direct = Connect();
        var session = new TrinoSession { User = "test", Catalog = "lake", Source = $"cut{Guid.NewGuid():N}" };
        var schema = $"cut_{Guid.NewGuid():N}";
        Run(direct, session, $"create schema lake.{schema}");
        Run(direct, session, $"create table lake.{schema}.t (n bigint)");
        var (number, requests, cuts) = (0, 1, 0);
        for (var at = 1; at <= requests; at++)
        {
            foreach (var cut in (Cut[])[Cut.Before, Cut.After, Cut.Within])
            {
                using var network = new CuttingProxy(direct.Server, (request, _) => request == at ? cut : Cut.None);
                using var client = new TrinoClient(new TrinoClientOptions { Server = network.Address, FirstDelay = TimeSpan.FromMilliseconds(5) });
                Run(client, session, string.Create(CultureInfo.InvariantCulture, $"insert into lake.{schema}.t values ({++number})"));

                // How many pages there are is the server's to say, so the last ones may not have been reached.
                network.Cuts.ShouldBe(network.Requests >= at ? 1 : 0);
                cuts += network.Cuts;
                requests = Math.Clamp(network.Requests - 1, requests, 6);
            }
        }

        cuts.ShouldBeGreaterThan(8, "three ways at the posting and at two pages at least");
        Run(direct, session, $"select count(*) = {number}, count(distinct n) = {number} from lake.{schema}.t").ShouldBe("True|True");
        Run(direct, session, $"select count(*) = {number} from system.runtime.queries where source = '{session.Source}' and query like 'insert%' and state = 'FINISHED'").ShouldBe("True");
        Run(direct, session, $"drop table lake.{schema}.t");
        Run(direct, session, $"drop schema lake.{schema}");
    }

    [Fact]
    public void Rows_whose_pages_are_cut_come_once()
    {
        using var direct = Connect();
        using var network = new CuttingProxy(direct.Server, (request, _) => request % 2 == 0 ? (Cut)((request / 2 % 3) + 1) : Cut.None);
        using var client = new TrinoClient(new TrinoClientOptions { Server = network.Address, FirstDelay = TimeSpan.FromMilliseconds(5), UsesSpooling = false });
        const string Sql = "select orderkey, comment from tpch.sf1.orders where orderkey < 200000";
        string[] Keys(TrinoClient of) => [.. Run(of, new TrinoSession { User = "test" }, Sql).Split('\n').Order(StringComparer.Ordinal)];
        Keys(client).ShouldBe(Keys(direct));
        network.Cuts.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Cancelling_ends_the_statement_on_the_server()
    {
        using var client = Connect();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cancel.CancelAfter(TimeSpan.FromSeconds(1));
        var marker = $"m{Guid.NewGuid():N}";
        var session = new TrinoSession { User = "test", Source = marker };
        Should.Throw<OperationCanceledException>(() =>
        {
            using var query = client.Execute("select count(*) from tpch.sf1000.lineitem a, tpch.sf1000.lineitem b where a.comment < b.comment", session, cancel.Token);
            return query.Rows.ToList();
        });
        var states = Run(client, new TrinoSession { User = "test" }, $"select state, error_code from system.runtime.queries where source = '{marker}'");
        states.ShouldBe("FAILED|USER_CANCELED");
    }

    [Fact]
    public void Errors_have_the_server_s_words_and_place()
    {
        using var client = Connect();
        var error = Should.Throw<TrinoException>(() => client.Execute("select 1\nfrom tpch.tiny.nothing", new TrinoSession { User = "test" }, Cancellation));
        (error.Kind, error.ErrorName, error.Line, error.Column).ShouldBe((TrinoErrorKind.Statement, "TABLE_NOT_FOUND", 2, 6));
    }

    private static TrinoClient Connect() => new(new TrinoClientOptions { Server = Servers.Trino.Address });

    /// <summary>The rows' cells, joined by bars.</summary>
    private static string Run(TrinoClient client, TrinoSession session, string sql)
    {
        using var query = client.Execute(sql, session, Cancellation);
        var text = string.Join('\n', query.Rows.Select(r => string.Join('|', r.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)))));
        query.Finish();
        return text;
    }
}
