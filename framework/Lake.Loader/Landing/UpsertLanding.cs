using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>Puts the latest row of each key in the place of the one that there is, unless that is later.</summary>
internal sealed class UpsertLanding(StreamDefinition stream, IEngineSession session, RawTable table) : BatchLanding(stream, session, table)
{
    protected override void Land(LoadId load, CancellationToken cancellationToken)
    {
        var columns = Identifiers(Columns).ToList();
        var isLater = Stream.Cursor is { } cursor ? $" AND (known.{SqlText.Identifier(cursor)} IS NULL OR batch.{SqlText.Identifier(cursor)} >= known.{SqlText.Identifier(cursor)})" : "";
        Run(
            $"""
            MERGE INTO {Table.Name} AS known
            USING (SELECT {string.Join(", ", columns)} FROM {Target} QUALIFY row_number() OVER (PARTITION BY {Keys} ORDER BY {LatestFirst}) = 1) AS batch
            ON {Equal("known", "batch", Stream.Keys)}
            WHEN MATCHED{isLater} THEN UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = batch.{c}"))}
            WHEN NOT MATCHED THEN INSERT ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => $"batch.{c}"))})
            """,
            cancellationToken);
    }
}
