using System.Collections.Immutable;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Streams;

/// <summary>
/// One kind of raw file and the one table that its rows land in: a file <c>source/stream.yml</c>, or an entry of
/// <c>streams</c> in the project file.
/// </summary>
/// <param name="Name">Unique in the project; what <c>--stream</c> selects: <c>shopify.orders</c> for that of a file.</param>
/// <param name="Path">A folder or a glob with <c>/</c>, relative to the project or in object storage: <c>data/orders/**/*.parquet</c>, <c>s3://bucket/orders/*.csv</c>.</param>
/// <param name="Format">How the files are written.</param>
/// <param name="Target">The raw table; its quarantine and file ledger are named after it.</param>
public sealed record StreamDefinition(string Name, string Path, StreamFormat Format, RelationName Target)
{
    public string? Description { get; init; }

    /// <summary>Columns whose type is declared. For CSV and JSON the other columns are text or follow the JSON types; Parquet brings its own.</summary>
    public ImmutableArray<StreamColumn> Columns { get; init; } = [];

    /// <summary>Whether <c>key=value</c> folders become columns.</summary>
    public bool PartitionColumns { get; init; } = true;

    public CsvOptions Csv { get; init; } = new();

    public MalformedPolicy OnMalformed { get; init; } = MalformedPolicy.Quarantine;

    /// <summary>Where the stream is declared; null for streams made by a program.</summary>
    public Location? Location { get; init; }

    /// <summary>Whether it has a file of its own, beside which a contract can be.</summary>
    public bool HasFile { get; init; }

    /// <summary>Of points in time that name no zone and no offset.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether the rows of JSON lines keep the line itself as <c>payload</c>.</summary>
    public bool Payload { get; init; } = true;

    public ChangedFilePolicy OnChange { get; init; } = ChangedFilePolicy.Warn;

    /// <summary>Null for no limit.</summary>
    public RejectLimit? MostRejected { get; init; }

    /// <summary>Files of about so many bytes are one commit.</summary>
    public long BatchBytes { get; init; } = DefaultBatchBytes;

    public RegisterPolicy Register { get; init; }

    public LoadMode Mode { get; init; } = LoadMode.Append;

    /// <summary>Columns whose values together name one thing; a row without one of them is rejected.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The column that tells which of two rows with equal keys is the later one; null for the order of the files.</summary>
    public string? Cursor { get; init; }

    /// <summary>How the raw table is partitioned when it is made.</summary>
    public ImmutableArray<PartitionColumn> PartitionBy { get; init; } = [];

    public StreamContract Contract { get; init; } = new();

    public StreamPreset Preset { get; init; }

    public Generations Generations { get; init; }

    public CleanupPolicy Cleanup { get; init; } = new();

    /// <summary>What must be true of every row.</summary>
    public ImmutableArray<RowRule> Rules { get; init; } = [];

    /// <summary>Who sends the rows; null for a stream of files.</summary>
    public WebhookSource? Webhook { get; init; }

    /// <summary>The database that the rows are in; null for a stream of files.</summary>
    public PostgresSource? Postgres { get; init; }

    /// <summary>How the ends of the files' paths are built; null for nothing but <c>key=value</c> folders.</summary>
    public PathLayout? Layout { get; init; }

    public const long DefaultBatchBytes = 500_000_000;

    /// <summary>Lines, rows and files that could not be loaded, with the reason.</summary>
    public RelationName Rejected => Target with { Identifier = Target.Identifier + "__rejected" };

    /// <summary>One row for each file that was read: how it looked, counts and the load.</summary>
    public RelationName Ledger => Target with { Identifier = Target.Identifier + "__files" };
}

public enum StreamFormat
{
    Parquet,
    Csv,

    /// <summary>One JSON object a line.</summary>
    Json,
}

public enum MalformedPolicy
{
    /// <summary>Load what is good; keep the rest, with the reason, in the quarantine table.</summary>
    Quarantine,

    /// <summary>A file with anything malformed is not loaded at all and fails the stream.</summary>
    Fail,
}

/// <summary>What to do about a file that was loaded and has other content now.</summary>
public enum ChangedFilePolicy
{
    /// <summary>The rows stay as they were loaded.</summary>
    Warn,

    /// <summary>The file's rows are replaced in one commit.</summary>
    Reload,
}

public sealed record CsvOptions
{
    public char Delimiter { get; init; } = ',';

    public char Quote { get; init; } = '"';

    public char Escape { get; init; } = '"';

    /// <summary>Without a header the declared columns name the fields in order.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Unquoted texts that mean null, beside the empty one.</summary>
    public ImmutableArray<string> NullStrings { get; init; } = [];
}
