using System.Text;

namespace Lake.Cli.Terminal;

/// <summary>
/// Permanent lines above, and below them lines about what is under way, redrawn ten times a second. Off a terminal
/// only the permanent lines are written.
/// </summary>
internal sealed class LiveLines : IDisposable
{
    private const int RefreshMilliseconds = 100;

    private readonly TextWriter _output;
    private readonly int _width;
    private readonly Func<IReadOnlyList<string>> _running;
    private readonly Timer? _timer;
    private readonly Lock _lock = new();
    private int _drawn;

    /// <param name="terminal">Where to write.</param>
    /// <param name="running">The lines to show now; called from a timer's thread too.</param>
    public LiveLines(TerminalContext terminal, Func<IReadOnlyList<string>> running)
    {
        _output = terminal.Output;
        _width = terminal.Width;
        _running = running;
        _timer = terminal is { IsInteractive: true, UseColors: true }
            ? new Timer(_ => Draw(""), null, RefreshMilliseconds, RefreshMilliseconds)
            : null;
    }

    public void WriteLine(string line) => Draw(line + "\n");

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _output.Write(Erase());
            _output.Flush();
        }
    }

    private void Draw(string permanent)
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                _output.Write(permanent);
                _output.Flush();
                return;
            }

            var text = new StringBuilder(Erase()).Append(permanent);
            var lines = _running();
            foreach (var line in lines)
            {
                text.Append(line.Length < _width ? line : line[..(_width - 1)]).Append('\n');
            }

            _drawn = lines.Count;
            _output.Write(text);
            _output.Flush();
        }
    }

    private string Erase()
    {
        var text = _drawn == 0 ? "" : $"\e[{_drawn}A\e[J";
        _drawn = 0;
        return text;
    }
}
