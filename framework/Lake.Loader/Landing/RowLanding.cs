using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>How good rows become rows of the raw table: added to it at once, or to a table of the batch and from there.</summary>
internal class RowLanding(RawTable table)
{
    /// <summary>Where the good rows are inserted.</summary>
    public virtual string Target => table.Name.ToString();

    protected RawTable Table => table;

    public static RowLanding Of(StreamDefinition stream, IEngineSession session, RawTable table) => stream.Mode switch
    {
        LoadMode.Append => new RowLanding(table),
        LoadMode.AppendDeduplicated => new DeduplicatedLanding(stream, session, table),
        LoadMode.Upsert => new UpsertLanding(stream, session, table),
        LoadMode.ReplacePartition => new PartitionLanding(stream, session, table),
        LoadMode.Scd2 => new HistoryLanding(stream, session, table),
    };

    /// <summary>Before the first row, when the raw table is there.</summary>
    public virtual void Open(CancellationToken cancellationToken)
    {
    }

    /// <summary>After the last row.</summary>
    public virtual void Close(LoadId load, CancellationToken cancellationToken)
    {
    }

    /// <summary>Every name as an identifier.</summary>
    protected static IEnumerable<string> Identifiers(IEnumerable<string> names) => names.Select(n => SqlText.Identifier(n));
}
