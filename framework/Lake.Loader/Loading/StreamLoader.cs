using Lake.Engines;
using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>
/// Lands the files of streams in their raw tables, each file once: a file's rows and its name are one commit, and a
/// file whose name the table holds is not read again. A load is one commit of each table that it changes.
/// </summary>
public static class StreamLoader
{
    /// <summary>Loads one stream after another; a stream that fails does not stop the next.</summary>
    /// <param name="streams">Which, in this order.</param>
    /// <param name="session">Not in a transaction.</param>
    /// <param name="projectDirectory">What paths are relative to.</param>
    /// <param name="observer">Told of progress.</param>
    /// <param name="time">Gives <c>_loaded_at</c>; the system's clock when null.</param>
    /// <param name="cancellationToken">Publishes nothing of the stream that is being loaded.</param>
    public static IReadOnlyList<StreamResult> Load(
        IEnumerable<StreamDefinition> streams,
        IEngineSession session,
        string projectDirectory,
        ILoadObserver? observer = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var results = new List<StreamResult>();
        foreach (var stream in streams)
        {
            cancellationToken.ThrowIfCancellationRequested();
            observer?.StreamStarted(stream);
            var result = new StreamLoad(stream, session, projectDirectory, observer, time ?? TimeProvider.System).Run(cancellationToken);
            observer?.StreamFinished(result);
            results.Add(result);
        }

        return results;
    }
}
