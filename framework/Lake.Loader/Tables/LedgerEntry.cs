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

    /// <summary>The table reads the file itself.</summary>
    public const string Registered = "registered";

    /// <summary>The file was registered and is gone; nothing of it counts any more.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>No file: rows that had been rejected and were parsed again.</summary>
    public const string Replayed = "replayed";

    /// <summary>The names of a CSV file's fields, a line each: rejected rows do not tell them.</summary>
    public string? Header { get; init; }

    /// <summary>Stands for a load of rejected rows.</summary>
    public static LedgerEntry OfReplay(LoadId load, long rows, long rejected) =>
        new(new RawFile($"replay:{load.Id}", "", 0, "", []), rows, rejected, Replayed, "");

    public string Fingerprint => State switch
    {
        Withdrawn or Replayed => "",
        Registered => File.Tag is null ? File.FooterFingerprint() : File.Fingerprint(),
        _ => File.Fingerprint(),
    };
}

/// <summary>How a file looked when it was loaded.</summary>
/// <param name="State">One of the constants of <see cref="LedgerEntry"/>.</param>
internal sealed record LoadedFile(long Size, string ModifiedAt, string Fingerprint, string State, DateTimeOffset LoadedAt)
{
    /// <summary>Whether nothing of it was loaded, so that it may be loaded again without taking anything away.</summary>
    public bool IsRejected => State == LedgerEntry.RejectedWhole;

    public bool IsRegistered => State == LedgerEntry.Registered;
}
