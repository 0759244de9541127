using Lake.Loader.Files;

namespace Lake.Loader.Tables;

/// <summary>What the ledger tells of a file.</summary>
/// <param name="State">One of the constants.</param>
/// <param name="SchemaHash">Equal for files of equal columns.</param>
internal sealed record LedgerEntry(RawFile File, long Rows, long Rejected, string State, string SchemaHash)
{
    public const string Loaded = "loaded";

    /// <summary>Nothing of the file was loaded.</summary>
    public const string RejectedWhole = "rejected";
}

/// <summary>How a file looked when it was loaded.</summary>
/// <param name="IsRejected">Whether nothing of it was loaded, so that it may be loaded again without taking anything away.</param>
internal sealed record LoadedFile(long Size, string ModifiedAt, string Fingerprint, bool IsRejected);
