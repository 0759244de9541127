using Lake.Loader.Streams;

namespace Lake.Loader.Loading;

/// <summary>Told what the loader does while it does it, on the loading thread.</summary>
public interface ILoadObserver
{
    void StreamStarted(StreamDefinition stream);

    void Progressed(StreamDefinition stream, LoadProgress progress);

    void StreamFinished(StreamResult result);
}

/// <param name="Files">Read so far.</param>
/// <param name="AllFiles">To be read in this load.</param>
/// <param name="Bytes">Of the files read so far.</param>
/// <param name="AllBytes">Of all to be read.</param>
/// <param name="Rows">Added so far.</param>
public sealed record LoadProgress(int Files, int AllFiles, long Bytes, long AllBytes, long Rows);
