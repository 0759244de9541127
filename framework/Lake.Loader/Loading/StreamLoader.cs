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

    /// <summary>Parses what could not be loaded again, under what the streams say now: rows of the rejected tables, and files that were rejected whole.</summary>
    public static IReadOnlyList<StreamResult> ReplayRejected(
        IEnumerable<StreamDefinition> streams, IEngineSession session, LoadOptions options, CancellationToken cancellationToken = default)
    {
        var results = new List<StreamResult>();
        foreach (var stream in streams)
        {
            options.Observer?.StreamStarted(stream);
            var files = stream.Postgres is null ? new StreamLoad(stream, session, options with { OnlyRejected = true }, cancellationToken).Run() : null;
            var rows = new RejectedReplay(stream, session, options, cancellationToken).Run();
            var result = files is null ? rows : rows with
            {
                Matched = files.Matched,
                Loaded = files.Loaded,
                Rows = rows.Rows + files.Rows,
                Rejected = rows.Rejected + files.Rejected,
                Diagnostics = [.. files.Diagnostics, .. rows.Diagnostics],
                Bytes = files.Bytes,
            };
            options.Observer?.StreamFinished(result);
            results.Add(result);
        }

        return results;
    }

    /// <summary>Contracts that the files of streams want. Nothing is written.</summary>
    public static IReadOnlyList<ContractDraft> InferContracts(
        IEnumerable<StreamDefinition> streams, IEngineSession session, LoadOptions options, CancellationToken cancellationToken = default) =>
        [.. streams.Where(s => s.Postgres is null && s.Webhook is null).Select(stream => new ContractInference(stream, session, options, cancellationToken).Run())];

    /// <summary>What <see cref="Load"/> would do with each stream. Nothing is changed.</summary>
    public static IReadOnlyList<LoadPlan> Plan(
        IEnumerable<StreamDefinition> streams, IEngineSession session, LoadOptions options, CancellationToken cancellationToken = default) =>
        [.. streams.Select(stream => stream.Postgres is { } database ? new PostgresLoad(stream, database, session, options, cancellationToken).Plan() : new LoadPlanner(stream, session, options, cancellationToken).Run())];
}
