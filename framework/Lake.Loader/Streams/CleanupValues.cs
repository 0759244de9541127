using Lake.Iceberg.S3;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Loader.Streams;

/// <summary>The keys under <c>cleanup</c>.</summary>
internal sealed class CleanupValues(MappingReader stream, Action<Diagnostic> report)
{
    public CleanupPolicy Read()
    {
        if (stream.Map("cleanup") is not { } map)
        {
            return new CleanupPolicy();
        }

        var reader = new MappingReader(map, report, $"'cleanup' of {stream.What}", StreamKeys.Cleanup);
        var values = new StreamValues(reader, report);
        var usual = new CleanupPolicy();
        var policy = new CleanupPolicy
        {
            Files = values.Choice("files", SourceFiles.Keep),
            After = values.Duration("after") ?? usual.After,
            Archive = reader.Text("archive"),
            Rejected = values.Duration("rejected"),
        };
        reader.ReportUnknown("remove it");
        if (policy.Files == SourceFiles.Archive != policy.Archive is not null)
        {
            report(LoaderRules.InvalidStream.At(
                map.Location, policy.Archive is null ? $"{reader.What} does not say where files are moved to" : $"{reader.What} names an archive to which no file is moved",
                "write both 'files: archive' and 'archive: data/_archive'"));
        }

        return policy;
    }

    /// <summary>What keeps files of the stream from being taken away; null when nothing does.</summary>
    public static string? Obstacle(StreamDefinition stream) => stream switch
    {
        { Cleanup.Files: SourceFiles.Keep } => null,
        { Webhook: not null } or { Postgres: not null } => "has no files of its own",
        { Register: not RegisterPolicy.Never } => "reads its files where they lie",
        { Mode: LoadMode.ReplacePartition } => "replaces partitions by all of their files",
        { Cleanup.Archive: { } archive } when S3Location.IsS3(archive) != S3Location.IsS3(stream.Path) => "has its files in another kind of storage than the archive",
        { Cleanup.Archive: { } archive } when IsFound(stream.Path, archive) => "would find the files in the archive again",
        _ => null,
    };

    /// <summary>Whether what is in a folder may be files of the path. Names that begin with _ or . are passed over.</summary>
    private static bool IsFound(string path, string archive)
    {
        var root = Parts(path).TakeWhile(part => part.AsSpan().IndexOfAny("*?[{") < 0).ToList();
        var place = Parts(archive).ToList();
        return place.Take(root.Count).SequenceEqual(root, StringComparer.Ordinal) && (root.Count > 0 || path.Contains("**", StringComparison.Ordinal)) && !place.Exists(part => part is ['_' or '.', ..]);
    }

    private static IEnumerable<string> Parts(string path) => path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
