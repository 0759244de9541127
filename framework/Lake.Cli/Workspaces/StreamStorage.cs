using System.Diagnostics.CodeAnalysis;
using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Loader.Streams;

namespace Lake.Cli.Workspaces;

/// <summary>Object storage as streams read it: copies in a folder of their own, for files there may change.</summary>
internal sealed class StreamStorage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lake-stream-").FullName;
    private readonly S3FileIO _files;

    [SuppressMessage("Reliability", "CA2000", Justification = "The files own their clients.")]
    private StreamStorage(S3Options options) => _files = new S3FileIO(new S3Clients(options), new FileCache(_folder, FileCache.DefaultLimit));

    public IFileIO Files => _files;

    /// <summary>Null when all streams are on this machine.</summary>
    public static StreamStorage? Open(Workspace workspace, IEnumerable<StreamDefinition> streams)
    {
        if (!streams.Any(s => S3Location.IsS3(s.Path)))
        {
            return null;
        }

        using var opened = CatalogFactory.Open(workspace);
        return new StreamStorage(opened.Storage.Options);
    }

    public void Dispose()
    {
        _files.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
