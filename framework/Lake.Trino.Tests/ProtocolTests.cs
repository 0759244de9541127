using System.Globalization;
using System.Text;
using Lake.Testing;
using Lake.Trino.Authentication;
using Lake.Trino.Errors;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Shouldly;
using Xunit;

namespace Lake.Trino.Tests;

/// <summary>What the client asks, and what it makes of the answers, faults included.</summary>
public class ProtocolTests
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Baseline.Folder(["Cases"]), "*.http").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Conversations_go_as_their_baseline_says(string name)
    {
        var path = Path.Combine(Baseline.Folder(["Cases"]), name);
        var script = ProtocolCase.Parse(File.ReadAllText(path + ".http"));
        var log = new StringBuilder();

        // Replies name the address, which is known only once the server listens.
        using var probe = new ScriptedServer([]);
        var port = probe.Address.Port;
        probe.Dispose();
        using var server = new ScriptedServer(script.Script($"http://localhost:{port}"), port: port);
        var session = Session(script);
        try
        {
            using var client = new TrinoClient(Options(script, server.Address, log));
            foreach (var sql in script.Settings["sql"])
            {
                Run(client, sql, session, script, log);
            }
        }
        catch (TrinoException error)
        {
            log.AppendLine(CultureInfo.InvariantCulture, $"error {error.Kind}: {error.Message}");
            if (error.ErrorName is not null)
            {
                log.AppendLine(CultureInfo.InvariantCulture, $"  {error.ErrorName} ({error.ErrorType}) at {error.Line}:{error.Column} of {error.QueryId}");
            }
        }

        foreach (var request in server.Requests)
        {
            log.AppendLine(CultureInfo.InvariantCulture, $"> {request.Line}");
            foreach (var header in request.Headers.Where(h => IsTold(h, script)).Order(StringComparer.Ordinal))
            {
                log.AppendLine(CultureInfo.InvariantCulture, $"    {header}");
            }
        }

        log.AppendLine(CultureInfo.InvariantCulture, $"replies left: {server.RepliesLeft}");
        Baseline.Check(path + ".txt", log.ToString().Replace($"localhost:{port}", "server", StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_are_not_sent_without_tls() =>
        Should.Throw<TrinoException>(() => new TrinoClient(new TrinoClientOptions
        {
            Server = new Uri("http://trino.example:8080"),
            Authentication = new TrinoAuthentication.Basic("me", "secret"),
        })).Message.ShouldNotContain("secret");

    [Fact]
    public void Waiting_for_the_next_try_ends_when_cancelled()
    {
        using var server = new ScriptedServer(Enumerable.Repeat(new ScriptedReply(503, ["Retry-After: 50"], []), 5));
        using var client = new TrinoClient(new TrinoClientOptions { Server = server.Address });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Should.Throw<OperationCanceledException>(() => client.Execute("select 1", new TrinoSession { User = "me" }, cancel.Token));
        server.Requests.Count.ShouldBe(1);
    }

    private static void Run(TrinoClient client, string sql, TrinoSession session, ProtocolCase script, StringBuilder log)
    {
        using var query = client.Execute(sql, session, TestContext.Current.CancellationToken);
        if (query.Columns is { } columns)
        {
            log.AppendLine(string.Join(" | ", columns.Select(c => $"{c.Name} {c.Text}")));
        }

        foreach (var row in script.Settings["rows"].FirstOrDefault() is { } most ? query.Rows.Take(int.Parse(most, CultureInfo.InvariantCulture)) : query.Rows)
        {
            log.AppendLine(string.Join(" | ", row.Select(ValueText.Of)));
        }

        log.AppendLine(CultureInfo.InvariantCulture, $"{query.Id} {query.Statistics.State}, update {query.UpdateType} {query.UpdateCount}, cpu {query.Statistics.CpuTimeMillis} ms, {query.Statistics.ProcessedBytes} bytes");
        foreach (var warning in query.Warnings)
        {
            log.AppendLine(CultureInfo.InvariantCulture, $"warning: {warning}");
        }
    }

    private static TrinoSession Session(ProtocolCase script)
    {
        var session = new TrinoSession
        {
            User = "me",
            Catalog = script.Settings["catalog"].FirstOrDefault(),
            ClientTags = [.. script.Settings["tag"]],
            TimeZone = script.Settings["zone"].FirstOrDefault(),
            ClientInfo = script.Settings["info"].FirstOrDefault(),
        };
        foreach (var role in script.Settings["role"].Select(r => r.Split('=')))
        {
            session.Roles[role[0]] = role[1];
        }

        return session;
    }

    private static TrinoClientOptions Options(ProtocolCase script, Uri server, StringBuilder log) => new()
    {
        Server = server,
        FirstDelay = TimeSpan.FromMilliseconds(1),
        LongestDelay = TimeSpan.FromMilliseconds(4),
        MostAttempts = script.Settings["attempts"].FirstOrDefault() is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : 4,
        Authentication = script.Settings["auth"].FirstOrDefault()?.Split(' ') switch
        {
            ["basic", var user, var password] => new TrinoAuthentication.Basic(user, password),
            ["jwt", var token] => new TrinoAuthentication.Jwt(token),
            ["oauth"] => new TrinoAuthentication.OAuth2(page => log.AppendLine(CultureInfo.InvariantCulture, $"log in at {page}"), TimeSpan.FromSeconds(5)),
            _ => new TrinoAuthentication.None(),
        },
    };

    private static bool IsTold(string header, ProtocolCase script) =>
        script.Settings["tell"].Any(name => header.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
