using Lake.Iceberg.S3;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;

namespace Lake.Loader.Loading;

/// <summary>Which files of a stream are to be loaded, and which of them take the place of rows that are there.</summary>
/// <param name="Pending">In the order of their names.</param>
/// <param name="Replaced">Names of those among them whose old rows go.</param>
/// <param name="Changed">Loaded files with other content, which the stream leaves alone.</param>
internal sealed record FileSelection(IReadOnlyList<RawFile> Pending, IReadOnlySet<string> Replaced, IReadOnlyList<RawFile> Changed)
{
    private const int BatchFiles = 1000;

    /// <summary>Where nothing is read but footers.</summary>
    private const int RegisteredFiles = 10_000;

    /// <summary>Registered files that are not there any more: names.</summary>
    public IReadOnlyList<string> Gone { get; private init; } = [];

    public static FileSelection Of(StreamDefinition stream, IReadOnlyList<RawFile> files, LoadLedger ledger, LoadOptions options)
    {
        var inRange = files.Where(f => options.Covers(f) && (!options.OnlyRejected || ledger.Files.GetValueOrDefault(f.Name)?.IsRejected == true)).ToList();
        var replaced = inRange.Where(f => ledger.Files.ContainsKey(f.Name) && (options.Reload || options.OnlyRejected || ledger.HasChanged(f))).ToList();
        List<RawFile> changed = [];
        if (stream.OnChange == ChangedFilePolicy.Warn && !options.Reload && stream.Mode != LoadMode.ReplacePartition)
        {
            changed = [.. replaced.Where(f => !ledger.Files[f.Name].IsRejected)];
            replaced = [.. replaced.Where(f => ledger.Files[f.Name].IsRejected)];
        }

        var names = replaced.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var pending = inRange.Where(f => !ledger.Files.ContainsKey(f.Name) || names.Contains(f.Name)).ToList();
        if (stream.Mode == LoadMode.ReplacePartition && pending.Count > 0 && pending.TrueForAll(f => PartitionOf(stream, f) is not null))
        {
            // A partition is all files that are there for it now.
            var parts = pending.Select(f => PartitionOf(stream, f)).ToHashSet(StringComparer.Ordinal);
            pending = [.. inRange.Where(f => parts.Contains(PartitionOf(stream, f))).OrderBy(f => PartitionOf(stream, f), StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal)];
            names.UnionWith(pending.Select(f => f.Name));
        }

        return new FileSelection(pending, names, changed) { Gone = [.. Missing(files, ledger, options)] };
    }

    private static IEnumerable<string> Missing(IReadOnlyList<RawFile> files, LoadLedger ledger, LoadOptions options)
    {
        var there = files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return ledger.Files.Where(f => f.Value.IsRegistered && !there.Contains(f.Key)).Select(f => f.Key)
            .Where(name => S3Location.IsS3(name) || !File.Exists(Path.Combine(options.ProjectDirectory, name))).Order(StringComparer.Ordinal);
    }

    /// <summary>Parts of about the stream's size; files of one partition that is to be replaced stay together.</summary>
    public IEnumerable<IReadOnlyList<RawFile>> Batches(StreamDefinition stream)
    {
        var batch = new List<RawFile>();
        var bytes = 0L;
        foreach (var file in Pending)
        {
            var isFull = batch.Count > 0 && (stream.Register == RegisterPolicy.Always
                ? batch.Count >= RegisteredFiles
                : bytes + file.Size > stream.BatchBytes || batch.Count >= BatchFiles);
            if (isFull && (stream.Mode != LoadMode.ReplacePartition || (PartitionOf(stream, file) is { } part && part != PartitionOf(stream, batch[^1]))))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(file);
            bytes += file.Size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>Null where the path does not tell.</summary>
    private static string? PartitionOf(StreamDefinition stream, RawFile file)
    {
        var values = stream.PartitionBy.Select(p => file.Partitions.Where(v => p.Transform is null && RawTable.Same(v.Key, p.Column)).Select(v => v.Value ?? "\0").FirstOrDefault()).ToList();
        return values.Contains(null) ? null : string.Join('\n', values);
    }
}
