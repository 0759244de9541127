using Lake.Engines;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>Rows wait in a temporary table until the whole batch is there.</summary>
internal abstract class BatchLanding(StreamDefinition stream, IEngineSession session, RawTable table) : RowLanding(table)
{
    private const string Batch = "lake_load_batch";

    private static readonly string[] Versioning = [RowMetadata.ValidFrom, RowMetadata.ValidTo, RowMetadata.IsCurrent];

    public sealed override string Target => Batch;

    protected StreamDefinition Stream => stream;

    /// <summary>Of the raw table, without those that say from when to when.</summary>
    protected IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Orders rows of equal keys, the latest first.</summary>
    protected string LatestFirst => stream.Cursor is { } cursor ? $"{SqlText.Identifier(cursor)} DESC NULLS LAST, rowid DESC" : "rowid DESC";

    protected string Keys => string.Join(", ", Identifiers(stream.Keys));

    public sealed override void Open(CancellationToken cancellationToken)
    {
        Columns = [.. Table.Columns.Select(c => c.Name).Where(name => stream.Mode != LoadMode.Scd2 || !Versioning.Contains(name))];
        Run($"CREATE OR REPLACE TEMP TABLE {Batch} AS SELECT {string.Join(", ", Identifiers(Columns))} FROM {Table.Name} LIMIT 0", cancellationToken);
    }

    public sealed override void Close(LoadId load, CancellationToken cancellationToken)
    {
        Land(load, cancellationToken);
        Run($"DROP TABLE {Batch}", cancellationToken);
    }

    protected abstract void Land(LoadId load, CancellationToken cancellationToken);

    /// <summary>SQL that is true when two rows have equal values.</summary>
    protected static string Equal(string a, string b, IEnumerable<string> columns) =>
        string.Join(" AND ", Identifiers(columns).Select(c => $"{a}.{c} = {b}.{c}"));

    protected void Run(string sql, CancellationToken cancellationToken) => session.Execute(sql, cancellationToken).Dispose();
}
