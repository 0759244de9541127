using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Lake.Trino.Errors;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Lake.Trino.Values;

namespace Lake.Trino.Queries;

/// <summary>
/// A statement that is running. Disposing it before its end cancels it on the server. For one thread; the session that it
/// was started in changes when it does.
/// </summary>
public sealed class TrinoQuery : IDisposable
{
    private const string Denied = "Access Denied:";

    private readonly TrinoTransport _transport;
    private readonly TrinoSession _session;
    private readonly CancellationToken _cancellation;
    private readonly Uri _server;
    private readonly bool _isRunning;
    private Page _page;

    internal TrinoQuery(TrinoTransport transport, TrinoClientOptions options, TrinoSession session, string sql, CancellationToken cancellation)
    {
        (_transport, _session, _cancellation, _server) = (transport, session, cancellation, options.Server);
        _page = Request(() => Statement(options, session, sql));
        (Id, _isRunning) = (_page.Id, true);
        try
        {
            // Columns come with the first rows or just before; what changes something is done once it has an end.
            while (_page.Next is not null && (Columns is null || UpdateType is not null))
            {
                Advance();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Id { get; }

    /// <summary>The page of the statement in the server's web interface.</summary>
    public Uri? Info => _page.Info;

    /// <summary>Null for statements that give no rows.</summary>
    public ImmutableArray<TrinoColumn>? Columns { get; private set; }

    /// <summary><c>INSERT</c>, <c>CREATE TABLE</c>…; null for queries.</summary>
    public string? UpdateType { get; private set; }

    /// <summary>Rows changed, where the statement has such a count.</summary>
    public long? UpdateCount { get; private set; }

    public TrinoStatistics Statistics => _page.Statistics;

    public ImmutableArray<string> Warnings => _page.Warnings;

    /// <summary>
    /// One new array a row, to be read once. Cells are null, bool, long, float, double, <see cref="TrinoDecimal"/>,
    /// string, <see cref="DateOnly"/> (a string beyond its years), <see cref="TrinoTime"/>, <see cref="TrinoTimestamp"/>,
    /// <see cref="TrinoInterval"/>, <see cref="Guid"/>, byte[], <c>object?[]</c> for arrays,
    /// <c>KeyValuePair&lt;object, object?&gt;[]</c> for maps and <c>KeyValuePair&lt;string, object?&gt;[]</c> for rows; JSON is text.
    /// </summary>
    public IEnumerable<object?[]> Rows
    {
        get
        {
            var readers = (Columns ?? []).Select(c => CellReaders.Of(c.Type)).ToArray();
            while (true)
            {
                foreach (var open in Parts())
                {
                    using var rows = new RowReader(Guard(open), readers);
                    while (Guard(rows.Next) is { } row)
                    {
                        yield return row;
                    }
                }

                if (_page.Next is null)
                {
                    yield break;
                }

                Advance();
            }
        }
    }

    /// <summary>Runs to the end, leaving rows aside.</summary>
    public void Finish()
    {
        while (_page.Next is not null)
        {
            Advance();
        }
    }

    public void Dispose()
    {
        if (_page.Next is { } next)
        {
            _page = Page.Finished(_page);
            try
            {
                _transport.Send(() => new HttpRequestMessage(HttpMethod.Delete, next), _ => true, CancellationToken.None);
            }
            catch (TrinoException)
            {
                // The server ends statements whose client has gone by itself, only later.
            }
        }
    }

    private IEnumerable<Func<Stream>> Parts()
    {
        var page = _page;
        if (!page.Rows.IsEmpty)
        {
            yield return () => new MemoryStream(page.Rows.ToArray());
        }

        foreach (var segment in page.Segments?.Segments ?? [])
        {
            yield return () => Segments.Open(_transport, page.Segments?.Encoding ?? "", segment, _cancellation);
        }
    }

    private void Advance()
    {
        if (_page.Next is { } next)
        {
            _page = Request(() => new HttpRequestMessage(HttpMethod.Get, next));
        }
    }

    private Page Request(Func<HttpRequestMessage> create)
    {
        var answer = _transport.Send(create, Page.IsWhole, _cancellation);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw Refused(answer);
        }

        var page = Guard(() => Page.Parse(answer.Body, Columns is not null));
        if (page.Next is { } next && next.Scheme != _server.Scheme)
        {
            throw new TrinoException(
                TrinoErrorKind.Protocol,
                $"{_server.Authority} was asked by {_server.Scheme} and goes on by {next.Scheme}; let the proxy in front of it send X-Forwarded-Proto, and set http-server.process-forwarded=true");
        }

        SessionHeaders.Apply(answer.Headers, _session);
        Columns ??= page.Columns;
        UpdateType ??= page.UpdateType;
        UpdateCount = page.UpdateCount ?? UpdateCount;
        return page.Error is { } error ? throw Failed(error, page.Id) : page;
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new TrinoException(TrinoErrorKind.Protocol, $"the answer of {_server.Authority} is not Trino's: {error.Message}", error);
        }
    }

    private static TrinoException Failed(WireError error, string id) => new(TrinoErrorKind.Statement, error.Message ?? error.ErrorName ?? "the statement failed")
    {
        ErrorName = error.ErrorName,
        ErrorType = error.ErrorType,
        Line = error.ErrorLocation?.LineNumber,
        Column = error.ErrorLocation?.ColumnNumber,
        QueryId = id,
    };

    private TrinoException Refused(Answer answer) => answer.Status switch
    {
        // What the session asks for in headers, such as a role, is refused with an exception in Java's words.
        HttpStatusCode.InternalServerError when Reason(answer) is var reason && reason.IndexOf(Denied, StringComparison.Ordinal) is >= 0 and var at => new(
            TrinoErrorKind.Statement, reason[at..])
        {
            ErrorName = "PERMISSION_DENIED",
        },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(TrinoErrorKind.Unauthorized, $"{_server.Authority} refuses user '{_session.User}': {Reason(answer)}"),
        HttpStatusCode.NotFound or HttpStatusCode.Gone when _isRunning => new(
            TrinoErrorKind.Lost, $"{_server.Authority} no longer knows the statement {Id}; it was restarted, or heard nothing of us for too long")
        {
            QueryId = Id,
        },
        _ => new(TrinoErrorKind.Protocol, $"{_server.Authority} answers {(int)answer.Status}: {Reason(answer)}"),
    };

    private static string Reason(Answer answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body).Trim();
        var line = text.Split('\n')[0];
        return line.Length is > 0 and < 300 && !line.StartsWith('<') ? line : answer.Status.ToString();
    }

    private static HttpRequestMessage Statement(TrinoClientOptions options, TrinoSession session, string sql)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Server.ToString().TrimEnd('/') + "/v1/statement"))
        {
            Content = new StringContent(sql, Encoding.UTF8, "text/plain"),
        };
        SessionHeaders.Write(session, request.Headers);
        if (options.UsesSpooling)
        {
            request.Headers.TryAddWithoutValidation("X-Trino-Query-Data-Encoding", Segments.Encodings);
        }

        return request;
    }
}
