using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Loader.Streams;

namespace Lake.Loader.Files;

/// <summary>The files of streams: where the project is, or in object storage.</summary>
/// <param name="storage">Reaches object storage; null where there is none.</param>
internal sealed class FileListing(string projectDirectory, IFileIO? storage)
{
    /// <summary>In the order of their names, whatever order the storage lists them in.</summary>
    public IReadOnlyList<RawFile> Find(StreamDefinition stream) =>
        S3Location.IsS3(stream.Path) ? FindRemote(stream) : [.. FindLocal(stream).Select(name => RawFile.Open(projectDirectory, name, stream.Layout))];

    /// <summary>What to do about a stream without files.</summary>
    public string Advise(StreamDefinition stream) => S3Location.IsS3(stream.Path)
        ? "check the bucket and the prefix; a pattern is matched behind the last folder that has none of * ? [ {"
        : FileGlob.Advise(projectDirectory, stream.Path, Endings(stream.Format)[0]);

    /// <summary>Files that are far away are brought here.</summary>
    public IReadOnlyList<RawFile> Fetch(IReadOnlyList<RawFile> files)
    {
        var remote = files.Where(f => f.IsRemote).Select(f => f.Name).ToList();
        if (remote.Count == 0 || storage is null)
        {
            return files;
        }

        storage.Fetch(remote);
        return [.. files.Select(f => f.IsRemote ? f with { FullPath = storage.InputPath(f.Name) } : f)];
    }

    /// <summary>Gives the room back that <see cref="Fetch"/> took.</summary>
    public static void Release(IReadOnlyList<RawFile> files)
    {
        foreach (var file in files.Where(f => f.IsRemote && f.FullPath.Length > 0))
        {
            File.Delete(file.FullPath);
        }
    }

    private IReadOnlyList<string> FindLocal(StreamDefinition stream)
    {
        var folder = Path.Combine(projectDirectory, stream.Path);
        return Directory.Exists(folder)
            ? [.. FileGlob.Find(projectDirectory, stream.Path.TrimEnd('/') + "/**").Where(name => HasEnding(stream.Format, name))]
            : FileGlob.Find(projectDirectory, stream.Path);
    }

    private List<RawFile> FindRemote(StreamDefinition stream)
    {
        var files = storage ?? throw LoaderRules.InvalidStream.Error(stream.Location, $"the stream '{stream.Name}' is in object storage, which this program was not given", null);
        var at = S3Location.Parse(stream.Path);
        var bucket = $"s3://{at.Bucket}";
        var isFolder = at.Key.Length == 0 || at.Key.EndsWith('/') || FileGlob.Split(at.Key).Parts is [var last] && !FileGlob.IsWild(last) && !HasEnding(stream.Format, last);
        var (literal, rest) = FileGlob.Split(isFolder ? at.Key.TrimEnd('/') + "/**" : at.Key);
        var matches = FileGlob.Matcher(rest);
        var root = literal.Length == 0 ? bucket : $"{bucket}/{literal}";
        return
        [
            .. files.ListAll(root)
                .Where(f => matches(f.Location[(root.Length + 1)..]) && (!isFolder || HasEnding(stream.Format, f.Location)))
                .OrderBy(f => f.Location, StringComparer.Ordinal)
                .Select(f => RawFile.Remote(f, stream.Layout)),
        ];
    }

    private static bool HasEnding(StreamFormat format, string name) => Endings(format).Any(e =>
        name.EndsWith(e[1..], StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(e[1..] + ".gz", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(e[1..] + ".zst", StringComparison.OrdinalIgnoreCase));

    private static string[] Endings(StreamFormat format) => format switch
    {
        StreamFormat.Parquet => ["*.parquet"],
        StreamFormat.Csv => ["*.csv", "*.tsv"],
        StreamFormat.Json => ["*.jsonl", "*.ndjson", "*.json"],
    };
}
