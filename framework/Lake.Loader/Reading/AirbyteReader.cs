using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Reading;

/// <summary>Takes declared columns out of the record that a row of Airbyte holds whole.</summary>
internal sealed class AirbyteReader(StreamDefinition stream, IFormatReader files) : IFormatReader
{
    public ReadFiles Read(IReadOnlyList<RawFile> chosen, CancellationToken cancellationToken)
    {
        var read = files.Read(chosen, cancellationToken);
        return read with { Sources = [.. read.Sources.Select(Expand)] };
    }

    public IReadOnlyList<RejectedFile> FindUnreadable(RowSource source, CancellationToken cancellationToken) => files.FindUnreadable(source, cancellationToken);

    public void Dispose() => files.Dispose();

    /// <summary>
    /// What Airbyte had to change in values, as rows of the rejected table without a text: the rows themselves are
    /// loaded. Null when the source does not tell.
    /// </summary>
    public static string? Changes(RowSource source)
    {
        if (source.Columns.FirstOrDefault(c => c.Name == AirbytePreset.Meta) is not { } meta)
        {
            return null;
        }

        var id = source.Columns.FirstOrDefault(c => c.Name == AirbytePreset.RawId)?.Sql ?? "NULL";
        return $"""
            SELECT file, line, NULL, change ->> '$.field', 'airbyte', concat(change ->> '$.change', ': ', change ->> '$.reason', ' (', id, ')')
            FROM (SELECT {source.FileName} AS file, {source.Line ?? "NULL"} AS line, {id} AS id, unnest(json_extract({Json(meta)}, '$.changes[*]')) AS change FROM {source.From}) AS told
            """;
    }

    private RowSource Expand(RowSource source)
    {
        Func<CancellationToken, RowSource>? withLines = source.WithLines is { } lines ? token => Expand(lines(token)) : null;
        if (source.Columns.FirstOrDefault(c => c.Name == AirbytePreset.Data) is not { } data)
        {
            return source with { WithLines = withLines };
        }

        var names = stream.Columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var beside = source.Columns.ToLookup(c => !c.IsAbsent && names.Contains(c.Name));
        var taken = names.Select(name => new RowColumn(
            name, SqlType.Text, Within(data, name, beside[true].FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))));
        return source with { Columns = [.. beside[false].Where(c => !c.IsAbsent), .. taken], WithLines = withLines };
    }

    /// <summary>As text. Files of one source may have the value in the record or beside it.</summary>
    private static string Within(RowColumn data, string name, RowColumn? beside)
    {
        var value = $"({Json(data)} ->> {SqlText.Literal(JsonColumns.Pointer(name))})";
        return beside is null ? value : $"coalesce(CAST({beside.Sql} AS VARCHAR), {value})";
    }

    private static string Json(RowColumn column) => column.TypeInFiles.IsText ? $"TRY_CAST({column.Sql} AS JSON)" : $"to_json({column.Sql})";
}
