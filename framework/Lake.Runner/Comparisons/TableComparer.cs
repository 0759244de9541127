using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Sql;
using Lake.Text;

namespace Lake.Runner.Comparisons;

/// <summary>Compares two versions of a table where their rows are, in the engine.</summary>
/// <param name="session">Sees both.</param>
/// <param name="matchesNulls">Whether the engine joins keys that are null; else their rows count as being on one side only.</param>
/// <param name="cancellation">Interrupts statements.</param>
public sealed class TableComparer(IEngineSession session, bool matchesNulls, CancellationToken cancellation)
{
    private const string Arrow = " → ";

    /// <param name="key">Columns that tell rows apart; empty to compare whole rows.</param>
    /// <param name="samples">Rows to show of each kind.</param>
    public TableDifference Compare(DiffSide before, DiffSide after, ImmutableArray<string> key, int samples)
    {
        var columns = Match(before, after);
        var difference = new TableDifference(before, after)
        {
            Columns = [.. columns.Where(c => c.Before?.Type != c.After?.Type).Select(c => new ColumnDifference(c.Name, c.Before?.Type, c.After?.Type))],
            RowsBefore = Count($"select count(*) from {before.Sql}"),
            RowsAfter = Count($"select count(*) from {after.Sql}"),
        };
        var common = columns.Where(c => c is { Before: not null, After: not null }).ToImmutableArray();
        var problem = KeyProblem(before, after, key, common);
        return key.IsEmpty || problem is not null
            ? WithWholeRows(difference with { KeyProblem = problem }, common, samples)
            : WithKey(difference with { Key = key }, common, samples);
    }

    private List<Column> Match(DiffSide before, DiffSide after)
    {
        var (old, now) = (session.DescribeQuery($"select * from {before.Sql}"), session.DescribeQuery($"select * from {after.Sql}"));
        return
        [
            .. now.Select(n => new Column(n.Name, old.FirstOrDefault(o => o.Name.Equals(n.Name, StringComparison.OrdinalIgnoreCase)), n)),
            .. old.Where(o => !now.Any(n => n.Name.Equals(o.Name, StringComparison.OrdinalIgnoreCase))).Select(o => new Column(o.Name, o, null)),
        ];
    }

    private string? KeyProblem(DiffSide before, DiffSide after, ImmutableArray<string> key, ImmutableArray<Column> common)
    {
        if (key.FirstOrDefault(k => !common.Any(c => c.Name.Equals(k, StringComparison.OrdinalIgnoreCase))) is { } missing)
        {
            return $"'{missing}' is not a column of both";
        }

        var list = string.Join(", ", key.Select(k => SqlText.Identifier(k)));
        return key.IsEmpty ? null
            : new[] { before, after }.FirstOrDefault(side => Count($"select count(*) from (select 1 from {side.Differing} group by {list} having count(*) > 1) repeated") > 0) is { } side
                ? $"{string.Join(", ", key)} is not unique in {side.Name}"
                : null;
    }

    private TableDifference WithKey(TableDifference difference, ImmutableArray<Column> common, int samples)
    {
        var keys = common.Where(c => difference.Key.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).ToImmutableArray();
        var values = common.Except(keys).ToImmutableArray();
        var join = $"""
            from (select *, 1 as __present from {difference.After.Differing}) a
            full join (select *, 1 as __present from {difference.Before.Differing}) b on {string.Join(" and ", keys.Select(k => $"a.{k.New} {(matchesNulls ? "is not distinct from" : "=")} b.{k.Old}"))}
            """;
        var changed = values.IsEmpty ? "false" : string.Join(" or ", values.Select(v => v.Differs));
        const string Both = "a.__present = 1 and b.__present = 1";
        var perColumn = string.Concat(values.Select(v => $", count(*) filter (where {Both} and {v.Differs})"));
        var counts = Row($"select count(*) filter (where a.__present is null), count(*) filter (where b.__present is null), count(*) filter (where {Both} and ({changed})){perColumn} {join}");
        var order = string.Join(", ", Enumerable.Range(1, keys.Length));
        var cells = keys.Select(k => $"a.{k.New}").Concat(values.SelectMany(v => new[] { $"b.{v.Old}", $"a.{v.New}" }));
        return difference with
        {
            OnlyBefore = counts[0],
            OnlyAfter = counts[1],
            Changed = counts[2],
            ChangedColumns = [.. values.Select((v, i) => KeyValuePair.Create(v.Name, counts[i + 3])).Where(c => c.Value > 0)],
            Samples =
            [
                .. Sample(counts[0], difference.Before.Name, $"select {List(keys.Concat(values), c => $"b.{c.Old}")} {join} where a.__present is null order by {order}", [.. keys, .. values], samples),
                .. Sample(counts[1], difference.After.Name, $"select {List(keys.Concat(values), c => $"a.{c.New}")} {join} where b.__present is null order by {order}", [.. keys, .. values], samples),
                .. Changes(counts[2], $"select {string.Join(", ", cells)} {join} where {Both} and ({changed}) order by {order}", keys, values, samples),
            ],
        };
    }

    private TableDifference WithWholeRows(TableDifference difference, ImmutableArray<Column> common, int samples)
    {
        string Rows(DiffSide side, Func<Column, string> name) => $"select {List(common, name)} from {side.Differing}";
        var (before, after) = (Rows(difference.Before, c => c.Old), Rows(difference.After, c => c.New));
        var (gone, added) = ($"{before} except all {after}", $"{after} except all {before}");
        var (onlyBefore, onlyAfter) = (Count($"select count(*) from ({gone}) gone"), Count($"select count(*) from ({added}) added"));
        return difference with
        {
            OnlyBefore = onlyBefore,
            OnlyAfter = onlyAfter,
            Samples = [.. Sample(onlyBefore, difference.Before.Name, $"select * from ({gone}) gone", common, samples), .. Sample(onlyAfter, difference.After.Name, $"select * from ({added}) added", common, samples)],
        };
    }

    private IEnumerable<DataExcerpt> Sample(long count, string side, string sql, ImmutableArray<Column> columns, int samples) =>
        count == 0 || samples == 0 ? [] : [new DataExcerpt($"only in {side}", [.. columns.Select(c => c.Name)], [.. Read(sql, samples).Select(r => r.Select(CellFormat.Text).ToImmutableArray())])];

    /// <summary>The key and the columns that differ in some of the rows: <c>before → after</c> where the row's differ.</summary>
    private IEnumerable<DataExcerpt> Changes(long count, string sql, ImmutableArray<Column> keys, ImmutableArray<Column> values, int samples)
    {
        if (count == 0 || samples == 0)
        {
            yield break;
        }

        var rows = Read(sql, samples).Select(r => Array.ConvertAll(r, CellFormat.Text)).ToList();
        var differing = Enumerable.Range(0, values.Length).Where(i => rows.Exists(r => Old(r, i) != New(r, i))).ToList();
        yield return new DataExcerpt(
            "changed",
            [.. keys.Select(k => k.Name), .. differing.Select(i => values[i].Name)],
            [.. rows.Select(r => r.Take(keys.Length).Concat(differing.Select(i => Old(r, i) == New(r, i) ? New(r, i) : $"{Old(r, i) ?? "NULL"}{Arrow}{New(r, i) ?? "NULL"}")).ToImmutableArray())]);

        string? Old(string?[] row, int value) => row[keys.Length + (2 * value)];
        string? New(string?[] row, int value) => row[keys.Length + (2 * value) + 1];
    }

    private List<object?[]> Read(string sql, int rows)
    {
        using var result = session.Execute(string.Create(CultureInfo.InvariantCulture, $"{sql} limit {rows}"), cancellation);
        return [.. result.Rows];
    }

    private long Count(string sql) => Row(sql)[0];

    private long[] Row(string sql)
    {
        using var result = session.Execute(sql, cancellation);
        return Array.ConvertAll(result.Rows.First(), c => c as long? ?? 0);
    }

    private static string List(IEnumerable<Column> columns, Func<Column, string> name) => string.Join(", ", columns.Select(name));

    private sealed record Column(string Name, RelationColumn? Before, RelationColumn? After)
    {
        public string Old => SqlText.Identifier(Before?.Name ?? Name);

        public string New => SqlText.Identifier(After?.Name ?? Name);

        /// <summary>Values of two types are compared as text.</summary>
        public string Differs => Before?.Type == After?.Type
            ? $"(a.{New} is distinct from b.{Old})"
            : $"(cast(a.{New} as varchar) is distinct from cast(b.{Old} as varchar))";
    }
}
