using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;

namespace Lake.Loader.Landing;

/// <summary>Replaces every partition that the batch has rows of.</summary>
internal sealed class PartitionLanding(StreamDefinition stream, IEngineSession session, RawTable table) : BatchLanding(stream, session, table)
{
    protected override void Land(LoadId load, CancellationToken cancellationToken)
    {
        var (known, batch) = (Values("known"), Values("batch"));
        var parts = string.Join(", ", batch.Select((value, i) => $"{value} AS p{i}"));
        var same = string.Join(" AND ", known.Select((value, i) => $"{value} IS NOT DISTINCT FROM parts.p{i}"));
        var columns = string.Join(", ", Identifiers(Columns));
        Run($"DELETE FROM {Table.Name} AS known USING (SELECT DISTINCT {parts} FROM {Target} AS batch) AS parts WHERE {same}", cancellationToken);
        Run($"INSERT INTO {Table.Name} ({columns}) SELECT {columns} FROM {Target}", cancellationToken);
    }

    private List<string> Values(string table) => [.. Stream.PartitionBy.Select(p => p.Value(table)).OfType<string>()];
}
