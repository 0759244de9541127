using System.Threading.Channels;
using Lake.Engines;
using Lake.Gateway.Receiving;
using Lake.Loader.Loading;
using Lake.Text;

namespace Lake.Gateway.Committing;

/// <summary>Commits whole files of the spools to the raw tables, one stream after the other, and deletes what is committed.</summary>
internal sealed class SpoolLoader(IEngine engine, LoadOptions options, Action<Diagnostic> report)
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(5);

    private readonly Channel<Receiver> _filled = Channel.CreateUnbounded<Receiver>(new UnboundedChannelOptions { SingleReader = true });

    public void Filled(Receiver endpoint) => _filled.Writer.TryWrite(endpoint);

    /// <summary>Until the end is asked for and the last file is committed.</summary>
    public async Task Run(IReadOnlyList<Receiver> endpoints, CancellationToken end)
    {
        try
        {
            foreach (var endpoint in endpoints)
            {
                Filled(endpoint);
            }

            await foreach (var endpoint in _filled.Reader.ReadAllAsync(end).ConfigureAwait(false))
            {
                if (!await Task.Run(() => TryLoad(endpoint), CancellationToken.None).ConfigureAwait(false))
                {
                    await Task.Delay(UntilNextTry, options.Time, end).ConfigureAwait(false);
                    Filled(endpoint);
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // What is left is committed below.
        }
    }

    /// <summary>False when the files are still there and are to be tried again.</summary>
    public bool TryLoad(Receiver endpoint)
    {
        var files = endpoint.Spool.Whole;
        if (files.Count == 0)
        {
            return true;
        }

        using var session = engine.OpenSession();
        var result = StreamLoader.Load([endpoint.Stream], session, options)[0];
        foreach (var diagnostic in result.Diagnostics)
        {
            report(diagnostic);
        }

        if (!result.Succeeded)
        {
            endpoint.Counts.Failed();
            return false;
        }

        foreach (var file in files)
        {
            File.Delete(file);
        }

        endpoint.Counts.Committed(result.Rows, options.Time.GetUtcNow());
        return true;
    }
}
