using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>Told what the loader does while it does it, on the loading thread.</summary>
public interface ILoadObserver
{
    void StreamStarted(StreamDefinition stream);

    /// <param name="stream">The stream.</param>
    /// <param name="loaded">Files read so far.</param>
    /// <param name="total">Files to read in this load.</param>
    /// <param name="rows">Rows added so far.</param>
    void FilesLoaded(StreamDefinition stream, int loaded, int total, long rows);

    void StreamFinished(StreamResult result);
}
