using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>The statements that part the rows of a source into those of the raw table and those that are none.</summary>
internal sealed class RowSql(StreamDefinition stream, RawTable table)
{
    private readonly ValueConversion _conversion = new(new TextConversion(stream.TimeZone));
    private readonly RowFaults _faults = new(stream, table);

    private IEnumerable<RowRule> Rejecting => stream.Rules.Where(r => r.OnFailure != ContractMode.DiscardRow);

    private IEnumerable<RowRule> Discarding => stream.Rules.Where(r => r.OnFailure == ContractMode.DiscardRow);

    /// <summary>Adds the good rows.</summary>
    /// <param name="target">The raw table, or one of its columns.</param>
    public string Insert(RowSource source, LoadId load, string target)
    {
        var columns = Admitted(source).ToList();
        var rawId = table.FindType(RowMetadata.RawId)?.IsText == true ? $"CAST({load.RowId} AS VARCHAR)" : load.RowId;
        var names = columns.Select(c => c.Name).Concat([RowMetadata.RawId, RowMetadata.LoadedAt, RowMetadata.SourceFile]).Select(n => SqlText.Identifier(n)).ToList();
        IReadOnlyList<string> values = [.. columns.Select(Value), rawId, load.Time, source.FileName];
        var rows = stream.Rules.IsEmpty
            ? $"SELECT {string.Join(", ", values)} FROM {source.From} {Where(source)}"
            : $"SELECT {string.Join(", ", names)} FROM {Judged(source, names.Zip(values).Skip(columns.Count))} WHERE {All(stream.Rules)}";
        return $"INSERT INTO {target} ({string.Join(", ", names)})\n{rows}";
    }

    /// <summary>
    /// Finds what of a source is no row of the table: source file, line, text, column, rule and reason. The source tells lines.
    /// </summary>
    public IEnumerable<string> Rejected(RowSource source)
    {
        foreach (var unreadable in source.Unreadable)
        {
            var byNumber = FileValues.ToSql([.. source.Files.Select(f => f.File)], f => f.Name, "bad.file_number");
            yield return $"""
                SELECT {byNumber}, bad.line, bad.raw_text, CAST(NULL AS VARCHAR), 'structure', bad.reason
                FROM ({unreadable}) AS bad (file_number, line, raw_text, reason)
                """;
        }

        var wrong = _faults.Of(source).Where(f => f.IsRejected).ToList();
        if (wrong.Count > 0)
        {
            yield return Faulty(source, wrong);
        }

        if (Rejecting.Any())
        {
            var file = SqlText.Identifier("lake:file");
            var (line, text) = (SqlText.Identifier("lake:line"), SqlText.Identifier("lake:text"));
            var broken = Rejecting.Select(r => $"CASE WHEN NOT ({r.Check}) THEN {SqlText.Literal($"{r.Name}: {r.Check}")} END");
            yield return $"""
                SELECT {file}, {line}, {text}, CAST(NULL AS VARCHAR),
                  CASE {string.Join(" ", Rejecting.Select(r => $"WHEN NOT ({r.Check}) THEN {SqlText.Literal(r.Name)}"))} END,
                  concat_ws('; ', {string.Join(", ", broken)})
                FROM {Judged(source, [(file, source.ByFile(f => f.Name)), (line, source.Line ?? "NULL"), (text, source.RawText)])}
                WHERE NOT ({All(Rejecting)})
                """;
        }
    }

    /// <summary>Counts the rows of each file that are kept nowhere; null when none can be such.</summary>
    public string? Discarded(RowSource source)
    {
        var faults = _faults.Of(source).ToList();
        var discarding = faults.Where(f => f.Mode == ContractMode.DiscardRow).ToList();
        var counts = new List<string>();
        var file = source.ByFile(f => f.Name);
        if (discarding.Count > 0)
        {
            var rejecting = faults.Where(f => f.IsRejected).ToList();
            counts.Add($"SELECT {file} AS file, count(*) AS rows FROM {source.From} WHERE ({Any(discarding)}){(rejecting.Count == 0 ? "" : $" AND NOT ({Any(rejecting)})")} GROUP BY 1");
        }

        if (Discarding.Any())
        {
            counts.Add($"SELECT {SqlText.Identifier("lake:file")}, count(*) FROM {Judged(source, [(SqlText.Identifier("lake:file"), file)])} WHERE NOT ({All(Discarding)}){(Rejecting.Any() ? $" AND {All(Rejecting)}" : "")} GROUP BY 1");
        }

        return counts.Count == 0 ? null : $"SELECT file, CAST(sum(rows) AS BIGINT) FROM ({string.Join(" UNION ALL ", counts)}) AS discarded (file, rows) GROUP BY 1";
    }

    /// <summary>Finds a row that may not be at all, in the columns of <see cref="Rejected"/>; null when none can be such.</summary>
    public string? Forbidden(RowSource source)
    {
        var frozen = _faults.Of(source).Where(f => f.Mode == ContractMode.Freeze).ToList();
        return frozen.Count == 0 ? null : Faulty(source, frozen) + " LIMIT 1";
    }

    /// <summary>Whether any row can be wrong.</summary>
    public bool MayReject(RowSource source) => source.Unreadable.Count > 0 || _faults.Of(source).Any(f => f.IsRejected) || Rejecting.Any();

    /// <summary>The columns that the contract lets in.</summary>
    private IEnumerable<RowColumn> Admitted(RowSource source) => source.Columns.Where(c => table.Admits(c.Name));

    private string Value(RowColumn column)
    {
        var value = _conversion.Value(column.Sql, column.TypeInFiles, table.TypeOf(column));
        return _faults.ModeOf(column) == ContractMode.DiscardValue && _faults.Condition(column) is { } wrong ? $"CASE WHEN NOT {wrong} THEN {value} END" : value;
    }

    /// <summary>The rows without faults under the names of all columns, for rules to be asked of them.</summary>
    private string Judged(RowSource source, IEnumerable<(string Name, string Value)> others)
    {
        var columns = Admitted(source).ToList();
        var present = columns.Select(c => $"{Value(c)} AS {SqlText.Identifier(c.Name)}");
        var absent = table.Columns.Where(known => !columns.Exists(c => RawTable.Same(c.Name, known.Name)) && !RowMetadata.Contains(known.Name))
            .Select(known => $"CAST(NULL AS {known.Type}) AS {SqlText.Identifier(known.Name)}");
        return $"(SELECT {string.Join(", ", present.Concat(absent).Concat(others.Select(o => $"{o.Value} AS {o.Name}")))} FROM {source.From} {Where(source)}) AS judged";
    }

    private string Where(RowSource source)
    {
        var faults = _faults.Of(source).Where(f => f.Mode != ContractMode.DiscardValue).ToList();
        return faults.Count == 0 ? "" : $"WHERE NOT ({Any(faults)})";
    }

    private static string Faulty(RowSource source, List<RowFault> faults)
    {
        var reasons = faults.Select(w => $"CASE WHEN {w.Condition} THEN {SqlText.Literal(w.Reason)} || coalesce(substr(CAST({w.Sql} AS VARCHAR), 1, 100), 'null') END");
        return $"""
            SELECT {source.ByFile(f => f.Name)}, {source.Line}, {source.RawText},
              CASE {string.Join(" ", faults.Select(w => $"WHEN {w.Condition} THEN {SqlText.Literal(w.Column)}"))} END,
              CASE {string.Join(" ", faults.Select(w => $"WHEN {w.Condition} THEN {SqlText.Literal(w.Rule)}"))} END,
              concat_ws('; ', {string.Join(", ", reasons)})
            FROM {source.From}
            WHERE {Any(faults)}
            """;
    }

    private static string Any(IEnumerable<RowFault> faults) => string.Join(" OR ", faults.Select(f => f.Condition));

    private static string All(IEnumerable<RowRule> rules) => string.Join(" AND ", rules.Select(r => $"coalesce(({r.Check}), true)"));
}
