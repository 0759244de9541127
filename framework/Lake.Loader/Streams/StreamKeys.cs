using System.Collections.Immutable;
using Lake.Yaml.Keys;

namespace Lake.Loader.Streams;

/// <summary>The keys of an entry of <c>streams</c> in the project file, and of a file that holds one stream.</summary>
public static class StreamKeys
{
    private static readonly Shape Mode = Shape.Word("evolve", "freeze", "discard_value", "discard_row", "quarantine", "discard-value", "discard-row");

    private static readonly Shape Failure = Shape.Word("quarantine", "discard_row", "freeze", "discard-row");

    /// <summary>What files of streams say for the source that they stand for.</summary>
    private static readonly ImmutableArray<Key> OfSources =
    [
        new("freshness", Shape.Map, "How old the newest row may be, as of a [source](properties.md#freshness)"),
        new("loaded_at_field", Shape.Text, "The column that says when a row was loaded", "_loaded_at"),
        new("loaded_at_query", Shape.Text, "A query that gives the time of the last load"),
        new("tags", Shape.Texts, "For `--select tag:…`"),
        new("meta", Shape.Map, "Data of your own"),
        new("config", Shape.Map, "Its configuration as a source"),
        new("data_tests", Shape.List, "Tests of the raw table"),
        new("tests", Shape.List, "The old name of data_tests") { IsHidden = true },
    ];

    public static readonly KeySet Column = new("column of a stream",
    [
        new("name", Shape.Text, "Its name, where columns are a list"),
        new("type", Shape.Text, "Its SQL type"),
        new("data_type", Shape.Text, "Same as type"),
        new("not_null", Shape.Boolean, "Whether a row without it breaks a rule", "false"),
        new("check", Shape.Text, "A condition on the row"),
        new("on_failure", Failure, "What becomes of rows that break its rules", "quarantine"),
        new("on_mismatch", Mode, "What becomes of values of another type", "as `contract` says"),
        new("description", Shape.Text, "What it is"),
        new("tags", Shape.Texts, "As of a column of a source") { IsHidden = true },
        new("quote", Shape.Boolean, "As of a column of a source") { IsHidden = true },
        new("meta", Shape.Map, "As of a column of a source") { IsHidden = true },
        new("config", Shape.Map, "As of a column of a source") { IsHidden = true },
        new("constraints", Shape.List, "As of a column of a source") { IsHidden = true },
        new("data_tests", Shape.List, "Tests of the column"),
        new("tests", Shape.List, "The old name of data_tests") { IsHidden = true },
    ]);

    public static readonly KeySet Contract = new(
        "contract of a stream",
        new("columns", Mode, "What becomes of columns that are not known", "evolve"),
        new("types", Mode, "What becomes of values of another type", "evolve"));

    public static readonly KeySet Rule = new(
        "rule",
        new("name", Shape.Text, "Its name, which rejected rows show") { IsRequired = true },
        new("check", Shape.Text, "A condition in SQL on the columns") { IsRequired = true },
        new("on_failure", Failure, "What becomes of rows of which it is false", "quarantine"));

    private static readonly Shape Columns = Shape.MapOf(Shape.Text.Or(Shape.Of(Column))).Or(Shape.ListOf(Shape.Of(Column)));

    public static readonly KeySet ContractFile = new("contract file", new Key("columns", Columns, "The columns and types that the files were found to have"));

    public static readonly KeySet Webhook = new(
        "webhook",
        new("preset", Shape.Word("json", "stripe", "shopify", "hubspot"), "Who sends, and so how he signs", "json"),
        new("secret", Shape.Text, "The environment variable that holds the secret") { IsRequired = true },
        new("endpoint", Shape.Text, "The path that is listened at", "/<source>/<stream>"),
        new("batch_size", Shape.TextOrNumber, "How much is one commit", "5 MB"),
        new("batch_time", Shape.Text, "How long an event waits for its commit", "10 seconds"),
        new("tolerance", Shape.Text, "How old a signed time may be", "5 minutes"),
        new("largest_body", Shape.TextOrNumber, "The largest request", "1 MB"),
        new("rate", Shape.TextOrNumber, "Requests a second", "1000"),
        new("public_url", Shape.Text, "Where senders who sign the address send to", "as the request says"),
        new("signature_header", Shape.Text, "Of the preset json: the header with the signature", "X-Signature"),
        new("id_field", Shape.Text, "Of the preset json: the field that names the event", "id"),
        new("type_field", Shape.Text, "Of the preset json: the field that says what happened", "type"));

    public static readonly KeySet Postgres = new(
        "database",
        new("connection", Shape.Text, "The environment variable that holds the address") { IsRequired = true },
        new("table", Shape.Text, "The table, `schema.table`"),
        new("query", Shape.Text, "A query in its place"),
        new("key", Shape.Text, "The column by whose ranges the rows are read"),
        new("watermark", Shape.Text, "The column that grows with each change of a row"),
        new("loaded_flag", Shape.Text, "The column that is set for rows that were loaded"),
        new("chunk_rows", Shape.TextOrNumber, "Rows of one commit", "1000000"));

    public static readonly KeySet Cleanup = new(
        "cleanup",
        new("files", Shape.Word("keep", "archive", "delete"), "What becomes of files whose rows are committed", "keep"),
        new("after", Shape.Text, "How long after the commit: `30 days`", "30 days"),
        new("archive", Shape.Text, "The folder that they are moved to, relative to the project or `s3://…`"),
        new("rejected", Shape.Text, "How long rejected rows are kept: `90 days`", "for ever"));

    public static readonly KeySet Stream = new(
        "stream",
        new("name", Shape.Text, "Its name, for `lake load --stream`") { IsRequired = true },
        new("path", Shape.Text, "Its files, relative to the project: `data/orders/**/*.parquet`; needed unless there is `webhook` or `postgres`"),
        new("webhook", Shape.Of(Webhook), "Events that `lake gateway` receives, in the place of files"),
        new("postgres", Shape.Of(Postgres), "A table of PostgreSQL, in the place of files"),
        new("preset", Shape.Word("none", "airbyte"), "Who writes the files: their columns, names and duplicates are known then", "none"),
        new("generations", Shape.Word("latest", "all"), "Of the preset airbyte: which generations of rows stay in the table", "latest"),
        new("description", Shape.Text, "What it is"),
        new("format", Shape.Word("parquet", "csv", "json", "jsonl", "ndjson"), "How the files are written; json is one object a line", "by the path's ending"),
        new("table", Shape.Text, "The raw table, `schema.table`", "raw.<name>"),
        new("columns", Columns, "Columns and their types; the others are text, or what JSON and Parquet say"),
        new("mode", Shape.Word("append", "append-deduplicated", "upsert", "replace-partition", "scd2", "append_deduplicated", "replace_partition"), "How new rows become rows of the table", "append"),
        new("register", Shape.Boolean.Or(Shape.Word("auto")), "Whether the table reads Parquet files where they lie, without copying them; `auto`: those that fit it", "false"),
        new("keys", Shape.Texts, "The columns that tell one thing from another, for all modes but append and replace-partition"),
        new("cursor", Shape.Text, "The column that says which version of a thing is newer"),
        new("partition_by", Shape.Texts, "Columns or transforms that part the table: `day(created_at)`"),
        new("layout", Shape.Text, "What changes in the path: `year={}/month={}/day={}`"),
        new("contract", Mode.Or(Shape.Of(Contract)), "What becomes of columns and types that the table does not have", "evolve"),
        new("cleanup", Shape.Of(Cleanup), "What becomes of files after they were loaded, and of old rejected rows"),
        new("rules", Shape.ListOf(Shape.Of(Rule)), "Conditions on rows"),
        new("partition_columns", Shape.Boolean, "Whether `key=value` folders become columns", "true"),
        new("payload", Shape.Boolean, "Whether the rows of JSON lines keep the line as `payload`", "true"),
        new("time_zone", Shape.Text, "Of points in time without one", "UTC"),
        new("on_malformed", Shape.Word("quarantine", "fail"), "What becomes of what cannot be read: kept with its reason in `<table>__rejected`, or nothing is loaded", "quarantine"),
        new("max_rejected", Shape.TextOrNumber, "The most rows that may be rejected: `100`, or `0.5%`"),
        new("on_change", Shape.Word("warn", "reload"), "What becomes of a loaded file that has changed", "warn"),
        new("batch_size", Shape.TextOrNumber, "How much is one commit: `500 MB`", "500 MB"),
        new("delimiter", Shape.Text, "What parts the values of CSV; `\\t` is a tab", "','"),
        new("quote", Shape.Text, "What goes around values of CSV", "'\"'"),
        new("escape", Shape.Text, "What stands before a quote in a value of CSV", "quote"),
        new("header", Shape.Boolean, "Whether the first line of CSV names the columns", "true"),
        new("null_strings", Shape.ListOf(Shape.Scalar).Or(Shape.Scalar, "text or a list of texts"), "Texts of CSV that mean nothing, beside the empty one"));

    /// <summary>A file is named after its stream, and its folder after the source.</summary>
    public static readonly KeySet File = new("stream file",
    [
        .. Stream.Keys.Where(k => k.Name != "name"),
        new("schema", Shape.Text, "The schema of the raw table", "the folder's name"),
        .. OfSources,
    ])
    {
        About = "`<folder>/<source>/<stream>.yml`: one stream a file.",
    };

    public static readonly Shape Streams = Shape.ListOf(Shape.Of(Stream));
}
