using DuckDB.NET.Native;

namespace Lake.DuckDb;

/// <summary>Interrupts a connection for as long as a call runs whose token was cancelled.</summary>
/// <remarks>The library forgets an interrupt that comes just before it starts a query; therefore it is repeated until the call returns.</remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenRegistration _registration;
    private readonly DuckDBNativeConnection _connection;
    private readonly Lock _gate = new();
    private Timer? _timer;
    private bool _ended;

    private Interruption(DuckDBNativeConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _registration = cancellationToken.UnsafeRegister(_ => Start(), null);
    }

    /// <summary>Null when the token can never be cancelled.</summary>
    public static Interruption? On(DuckDBNativeConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? new Interruption(connection, cancellationToken) : null;

    public void Dispose()
    {
        // Waits for a callback that is under way, so the timer is final after it.
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
        }

        _timer?.Dispose();
    }

    private void Start() => _timer = new Timer(_ => Interrupt(), null, TimeSpan.Zero, Period);

    /// <summary>Never after the call's end, where it would hit the next query.</summary>
    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                NativeMethods.Startup.DuckDBInterrupt(_connection);
            }
        }
    }
}
