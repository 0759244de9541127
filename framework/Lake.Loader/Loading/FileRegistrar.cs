using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Iceberg.Storage;
using Lake.Loader.Files;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;

namespace Lake.Loader.Loading;

/// <summary>Makes files part of the raw table where they lie.</summary>
internal sealed class FileRegistrar(StreamDefinition stream, IEngineSession session)
{
    /// <param name="source">Files of one shape.</param>
    /// <param name="misfit">Why they cannot be; null when they are.</param>
    /// <returns>How many rows they have.</returns>
    public long Register(RowSource source, LoadId load, out string? misfit, CancellationToken cancellationToken)
    {
        var files = source.Files.Select(f => new ForeignFile(LocationOf(f.File), f.File.FullPath, Values(source, f.File, load))).ToList();
        (var rows, misfit) = session.AddForeignFiles(stream.Target, files, cancellationToken);
        return rows;
    }

    /// <summary>Takes registered files out of the table.</summary>
    public void Withdraw(IEnumerable<RawFile> files) => session.RemoveForeignFiles(stream.Target, [.. files.Select(LocationOf)]);

    private static string LocationOf(RawFile file) => file.IsRemote ? file.Name : LocalPath.ToLocation(file.FullPath);

    private static ImmutableArray<KeyValuePair<string, string?>> Values(RowSource source, RawFile file, LoadId load) =>
    [
        KeyValuePair.Create(RowMetadata.LoadedAt, (string?)load.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        KeyValuePair.Create(RowMetadata.SourceFile, (string?)file.Name),
        .. source.PathColumns.Select(name => KeyValuePair.Create(name, FileValues.Find(file, name))),
    ];
}
