using System.Collections.Immutable;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Streams;

/// <summary>One kind of raw file and the one table that its rows land in; an entry of <c>streams</c> in the project file.</summary>
/// <param name="Name">Unique in the project; what <c>--stream</c> selects.</param>
/// <param name="Path">A glob with <c>/</c>, relative to the project: <c>data/orders/**/*.parquet</c>.</param>
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

    /// <summary>Of points in time that name no zone and no offset.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether the rows of JSON lines keep the line itself as <c>payload</c>.</summary>
    public bool Payload { get; init; } = true;

    public ChangedFilePolicy OnChange { get; init; } = ChangedFilePolicy.Warn;

    /// <summary>Null for no limit.</summary>
    public RejectLimit? MostRejected { get; init; }

    /// <summary>Files of about so many bytes are one commit.</summary>
    public long BatchBytes { get; init; } = 500_000_000;

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

/// <param name="Name">As it is in the files; names match without regard to case.</param>
/// <param name="Type">A SQL type of DuckDB.</param>
public sealed record StreamColumn(string Name, string Type)
{
    public Location? Location { get; init; }
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
