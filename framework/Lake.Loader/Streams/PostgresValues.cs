using Lake.Sql;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Loader.Streams;

/// <summary>The keys under <c>postgres</c>.</summary>
internal sealed class PostgresValues(MappingReader stream, Action<Diagnostic> report)
{
    /// <summary>Null for a stream of something else.</summary>
    public PostgresSource? Read()
    {
        if (stream.Map("postgres") is not { } map)
        {
            return null;
        }

        var reader = new MappingReader(map, report, $"'postgres' of {stream.What}", StreamKeys.Postgres);
        var (table, query) = (reader.Text("table"), reader.Text("query"));
        if (table is null == query is null)
        {
            report(LoaderRules.InvalidStream.At(map.Location, $"{reader.What} must have either 'table' or 'query'", "write 'table: public.orders'"));
        }

        var source = new PostgresSource(
            reader.RequiredText("connection") ?? "",
            query is null ? string.Join('.', (table ?? "").Split('.').Select(part => SqlText.Identifier(part))) : $"({query})")
        {
            Key = reader.Text("key"),
            Watermark = reader.Text("watermark"),
            LoadedFlag = reader.Text("loaded_flag"),
            ChunkRows = Math.Max(1, reader.Integer("chunk_rows") ?? 1_000_000),
        };
        reader.ReportUnknown("remove it");
        Check(source, query is not null, reader);
        return source;
    }

    private void Check(PostgresSource source, bool isQuery, MappingReader reader)
    {
        if (source.LoadedFlag is not null && (source.Watermark is not null || source.Key is null || isQuery))
        {
            report(LoaderRules.InvalidStream.At(
                reader.Any("loaded_flag")?.Location, $"'loaded_flag' in {reader.What} needs a 'table' with a 'key', and no 'watermark'", "the rows that were loaded are flagged by their keys"));
        }
    }
}
