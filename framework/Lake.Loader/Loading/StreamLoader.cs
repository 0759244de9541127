using Lake.Engines;
using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>
/// Lands the files of streams in their raw tables, each file once: the commit that holds a file's rows says that it is
/// loaded, and such a file is not read again.
/// </summary>
public static class StreamLoader
{
    /// <summary>Loads one stream after another; a stream that fails does not stop the next.</summary>
    /// <param name="streams">Which, in this order.</param>
    /// <param name="session">Not in a transaction.</param>
    /// <param name="cancellationToken">Publishes nothing of the files that are being loaded.</param>
    public static IReadOnlyList<StreamResult> Load(
        IEnumerable<StreamDefinition> streams, IEngineSession session, LoadOptions options, CancellationToken cancellationToken = default)
    {
        var results = new List<StreamResult>();
        foreach (var stream in streams)
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.Observer?.StreamStarted(stream);
            var result = stream.Postgres is { } database
                ? new PostgresLoad(stream, database, session, options, cancellationToken).Run()
                : new StreamLoad(stream, session, options, cancellationToken).Run();
            options.Observer?.StreamFinished(result);
            results.Add(result);
        }

        return results;
    }

    /// <summary>What <see cref="Load"/> would do with each stream. Nothing is changed.</summary>
    public static IReadOnlyList<LoadPlan> Plan(
        IEnumerable<StreamDefinition> streams, IEngineSession session, LoadOptions options, CancellationToken cancellationToken = default) =>
        [.. streams.Select(stream => stream.Postgres is { } database ? new PostgresLoad(stream, database, session, options, cancellationToken).Plan() : new LoadPlanner(stream, session, options, cancellationToken).Run())];
}
