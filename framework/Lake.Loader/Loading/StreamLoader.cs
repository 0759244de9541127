using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>
/// Lands the files of streams in their raw tables, each file once: a file's rows and its name are one commit, and a
/// file whose name the table holds is not read again.
/// </summary>
public static class StreamLoader
{
    /// <summary>Loads one stream after another; a stream that fails does not stop the next.</summary>
    /// <param name="streams">Which, in this order.</param>
    /// <param name="session">Not in a transaction.</param>
    /// <param name="projectDirectory">What paths are relative to.</param>
    /// <param name="observer">Told of progress.</param>
    /// <param name="time">Gives <c>_loaded_at</c>; the system's clock when null.</param>
    /// <param name="cancellationToken">Stops after publishing whole files only.</param>
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
            var result = LoadStream(stream, session, projectDirectory, time ?? TimeProvider.System, cancellationToken);
            observer?.StreamFinished(result);
            results.Add(result);
        }

        return results;
    }

    private static StreamResult LoadStream(
        StreamDefinition stream, IEngineSession session, string projectDirectory, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var files = FileGlob.Find(projectDirectory, stream.Path);
        if (files.Count == 0)
        {
            var diagnostic = LoaderRules.NoStreamFiles.At(
                stream.Location,
                $"no file matches '{stream.Path}', the path of stream '{stream.Name}'",
                $"the path is relative to {projectDirectory}");
            return new StreamResult(stream, 0, 0, 0, 0, time.GetElapsedTime(start), [diagnostic]);
        }

        if (stream.Target.Schema is { } schema)
        {
            session.CreateSchema(stream.Target.Database, schema);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new StreamResult(stream, files.Count, 0, 0, 0, time.GetElapsedTime(start), []);
    }
}
