using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Rest;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Transactions;

/// <summary>
/// A publication of several tables, one after the other, written down before its first step. As long as its process lives
/// the file is locked, and at the end it goes; one that is found without a lock was left by a process that died, and is
/// completed, or where another writer has come between, brought back.
/// </summary>
public sealed class PublicationJournal : IDisposable
{
    private readonly FileStream _file;

    private PublicationJournal(FileStream file) => _file = file;

    /// <param name="folder">On this machine; made when it is not there.</param>
    public static PublicationJournal Write(string folder, IReadOnlyList<Transaction> transactions)
    {
        var path = Path.Combine(folder, $"{Guid.CreateVersion7()}.json");
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            file.Write(Describe(transactions));
            file.Flush(flushToDisk: true);
            return new PublicationJournal(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(StorageFailure.Describe(LocalPath.ToLocation(path), e), e);
        }
    }

    /// <summary>Ends what publications of processes that are no more have left half done.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The declaration disposes of it, on every way through the loop.")]
    public static IReadOnlyList<EndedPublication> Recover(string folder, ICatalog catalog)
    {
        var ended = new List<EndedPublication>();
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            using var file = TryOpen(path);
            if (file is null)
            {
                continue;
            }

            ended.AddRange(Read(file) is { } steps && End(steps, catalog) is { } end ? [end] : Array.Empty<EndedPublication>());
            File.Delete(path);
        }

        return ended;
    }

    /// <summary>The publication is over, well or not.</summary>
    public void Dispose()
    {
        File.Delete(_file.Name);
        _file.Dispose();
    }

    internal static byte[] Describe(IReadOnlyList<Transaction> transactions) => JsonText.WriteBytes(json =>
    {
        json.WriteStartArray();
        foreach (var transaction in transactions)
        {
            var (loop, staged) = transaction.Begin();
            json.WriteStartObject();
            json.WritePropertyName("commit");
            RestJson.Write(json, loop.Request(staged));
            if (transaction.Base is { Metadata: var before })
            {
                json.WriteNumber("schema", before.CurrentSchemaId);
                if (before.CurrentSnapshotId is { } snapshot)
                {
                    json.WriteNumber("snapshot", snapshot);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Null while the process that writes it lives.</summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Null for a file that is not whole: nothing was published then.</summary>
    private static List<PublicationStep>? Read(FileStream file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            return [.. document.RootElement.EnumerateArray().Select(PublicationStep.Read)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Null when nothing of it was published: whoever asked for it asks again.</summary>
    private static EndedPublication? End(List<PublicationStep> steps, ICatalog catalog)
    {
        var open = steps.Where(step => !step.IsDone(catalog)).ToList();
        if (open.Count == steps.Count)
        {
            return null;
        }

        try
        {
            open.ForEach(step => step.Complete(catalog));
            return new EndedPublication([.. steps.Select(step => step.Table)], IsComplete: true);
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict || e.Diagnostic.Rule == IcebergRules.NoSuchTable)
        {
            return new EndedPublication([.. steps.Where(step => step.IsDone(catalog) && step.TryUndo(catalog)).Select(step => step.Table)], IsComplete: false);
        }
    }
}

/// <param name="Tables">All of them when it is complete, else those that were brought back to what they were.</param>
public sealed record EndedPublication(IReadOnlyList<TableIdentifier> Tables, bool IsComplete);
