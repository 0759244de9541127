using Lake.Engines;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>
/// Makes the histories of all keys in the batch anew, of the versions that there are and those of the batch, so that
/// rows may come late and in any order. Equal versions that follow each other are one.
/// </summary>
internal sealed class HistoryLanding(StreamDefinition stream, IEngineSession session, RawTable table) : BatchLanding(stream, session, table)
{
    private const string History = "lake_load_history";

    protected override void Land(LoadId load, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", Identifiers(Columns));
        var from = Stream.Cursor is { } cursor ? SqlText.Identifier(cursor) : load.Time;
        var values = Columns.Where(c => !RowMetadata.Contains(c) && !RawTable.Same(c, Stream.Cursor ?? "") && !Stream.Keys.Contains(c, StringComparer.OrdinalIgnoreCase)).ToList();
        var content = values.Count == 0 ? "NULL" : $"struct_pack({string.Join(", ", Identifiers(values).Select(c => $"{c} := {c}"))})";
        var byTime = $"OVER (PARTITION BY {Keys} ORDER BY {RowMetadata.ValidFrom})";
        Run(
            $"""
            CREATE OR REPLACE TEMP TABLE {History} AS
            WITH versions AS (
              SELECT {columns}, {RowMetadata.ValidFrom}, false AS is_new, 0 AS place FROM {Table.Name} AS known
              WHERE EXISTS (SELECT 1 FROM {Target} AS batch WHERE {Equal("known", "batch", Stream.Keys)})
              UNION ALL
              SELECT {columns}, {from}, true, rowid FROM {Target}
            ), points AS (
              SELECT * FROM versions QUALIFY row_number() OVER (PARTITION BY {Keys}, {RowMetadata.ValidFrom} ORDER BY is_new DESC, place DESC) = 1
            ), changes AS (
              SELECT * FROM points QUALIFY row_number() {byTime} = 1 OR {content} IS DISTINCT FROM lag({content}) {byTime}
            )
            SELECT {columns}, {RowMetadata.ValidFrom}, lead({RowMetadata.ValidFrom}) {byTime} AS {RowMetadata.ValidTo},
              lead({RowMetadata.ValidFrom}) {byTime} IS NULL AS {RowMetadata.IsCurrent}
            FROM changes
            """,
            cancellationToken);
        Run($"DELETE FROM {Table.Name} AS known USING (SELECT DISTINCT {Keys} FROM {Target}) AS batch WHERE {Equal("known", "batch", Stream.Keys)}", cancellationToken);
        var all = $"{columns}, {RowMetadata.ValidFrom}, {RowMetadata.ValidTo}, {RowMetadata.IsCurrent}";
        Run($"INSERT INTO {Table.Name} ({all}) SELECT {all} FROM {History}", cancellationToken);
        Run($"DROP TABLE {History}", cancellationToken);
    }
}
