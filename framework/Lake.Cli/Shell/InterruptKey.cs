namespace Lake.Cli.Shell;

/// <summary>Watches for Ctrl-C, which is a key at the prompt and no signal, while a statement runs.</summary>
internal sealed class InterruptKey : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    public InterruptKey(CancellationTokenSource statement) => _watching = Task.Run(() =>
    {
        while (!_end.Token.WaitHandle.WaitOne(Period))
        {
            if (Console.KeyAvailable && Console.ReadKey(intercept: true) is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
            {
                statement.Cancel();
                return;
            }
        }
    });

    public void Dispose()
    {
        _end.Cancel();
        _watching.Wait();
        _end.Dispose();
    }
}
