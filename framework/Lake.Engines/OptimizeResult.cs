using System.Collections.Immutable;

namespace Lake.Engines;

/// <summary>What was, or would be, written anew.</summary>
/// <param name="Rewrites">Each of these makes about one new file.</param>
/// <param name="NewFiles">That were written; none in a dry run.</param>
/// <param name="RemovedDeletes">Delete files and deletion vectors that no data file needs any more.</param>
/// <param name="HasPackedManifests">Whether the manifests were put together.</param>
public sealed record OptimizeResult(ImmutableArray<FileRewrite> Rewrites, int NewFiles, int RemovedDeletes, bool HasPackedManifests)
{
    public bool IsEmpty => Rewrites.IsEmpty && RemovedDeletes == 0 && !HasPackedManifests;
}

/// <param name="Partition">As its folder is called; empty for all of a table, or where partitions of several kinds are put together.</param>
/// <param name="DeletedRows">That delete files name, which the new file does not have.</param>
public sealed record FileRewrite(string Partition, int Files, long Bytes, long DeletedRows);
