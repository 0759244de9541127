using Lake.Trino.Queries;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Trino;

/// <summary>A Trino server. Its connections and logins are shared by all sessions; used by several threads.</summary>
public sealed class TrinoClient(TrinoClientOptions options) : IDisposable
{
    private readonly TrinoTransport _transport = new(options);

    public Uri Server => options.Server;

    /// <summary>
    /// Starts one statement. Those that change something, and all others that give no rows, have run to their end when
    /// this returns. Failures are <see cref="Errors.TrinoException"/>, here and while rows are read.
    /// </summary>
    public TrinoQuery Execute(string sql, TrinoSession session, CancellationToken cancellationToken = default) =>
        new(_transport, options, session, sql, cancellationToken);

    public void Dispose() => _transport.Dispose();
}
