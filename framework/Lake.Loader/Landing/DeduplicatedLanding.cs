using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>Adds the rows whose keys and cursor no row has yet; of several in the batch the first.</summary>
internal sealed class DeduplicatedLanding(StreamDefinition stream, IEngineSession session, RawTable table) : BatchLanding(stream, session, table)
{
    protected override void Land(LoadId load, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", Identifiers(Columns));
        var version = Stream.Cursor is { } cursor ? SqlText.Identifier(cursor) : null;
        Run(
            $"""
            INSERT INTO {Table.Name} ({columns})
            SELECT {columns} FROM {Target} AS batch
            WHERE NOT EXISTS (SELECT 1 FROM {Table.Name} AS known WHERE {Equal("known", "batch", Stream.Keys)}{(version is null ? "" : $" AND known.{version} IS NOT DISTINCT FROM batch.{version}")})
            QUALIFY row_number() OVER (PARTITION BY {Keys}{(version is null ? "" : $", {version}")} ORDER BY rowid) = 1
            """,
            cancellationToken);
    }
}
