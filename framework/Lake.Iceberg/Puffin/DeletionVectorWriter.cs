using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Puffin;

/// <summary>Writes deletion vectors, those of one commit into one file.</summary>
public static class DeletionVectorWriter
{
    /// <param name="location">Of the new Puffin file.</param>
    /// <param name="vectors">Data files, each with all of its deleted positions: a vector takes the place of whatever deletes were there.</param>
    /// <returns>One delete file a vector, in the same order.</returns>
    public static ImmutableArray<DataFile> Write(IFileIO io, string location, IReadOnlyList<(DataFile File, IEnumerable<long> Positions)> vectors)
    {
        var puffin = new PuffinFile();
        var files = ImmutableArray.CreateBuilder<DataFile>();
        foreach (var (file, positions) in vectors)
        {
            List<long> sorted = [.. positions.Distinct().Order()];
            var blob = DeletionVector.WriteBlob(sorted);
            var offset = puffin.AddDeletionVector(blob, file.Path, sorted.Count);
            files.Add(new DataFile
            {
                Content = FileContent.PositionDeletes,
                Path = location,
                Format = DataFile.Puffin,
                SpecId = file.SpecId,
                Partition = file.Partition,
                RecordCount = sorted.Count,
                FileSizeInBytes = 0,
                ReferencedDataFile = file.Path,
                ContentOffset = offset,
                ContentSizeInBytes = blob.Length,
            });
        }

        var bytes = puffin.Finish();
        io.Write(location, bytes, durable: false);
        return [.. files.Select(f => f with { FileSizeInBytes = bytes.Length })];
    }
}
