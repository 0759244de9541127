using System.Collections.Immutable;
using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>
/// INSERT of rows whose keys may be in the table already. The rows are computed once; those that change others are joined
/// to the table on the key, and put into it as one snapshot together with the new ones.
/// </summary>
internal sealed class Upsert(StatementContext context, InsertStatement statement, ConflictClause conflict, LakeTable table)
{
    /// <summary>The temporary table that keeps the rows to insert.</summary>
    public const string Offered = "temp.main.__lake_offered";

    private const string Excluded = "excluded";
    private const string Number = "__lake_number";

    private readonly ChangeSource _source = new(context, statement, table);

    /// <summary>Of the rows, which are in the shape of the table, those that no row of it and none before them conflicts with.</summary>
    public SqlComposer New(SqlComposer rows)
    {
        var keys = Keys();
        Offer(rows);
        var isNew = string.Join(" AND ", keys.Select(key => $"NOT EXISTS (SELECT 1 FROM {_source.From} WHERE {Equal(key)})"));
        var taken = $"SELECT * FROM {Offered} AS {Excluded} WHERE {isNew} QUALIFY {string.Join(" AND ", keys.Select(IsFirst))}";
        CheckRest(keys, isNew, taken);
        return new SqlComposer(context.Source).Add($"SELECT * EXCLUDE ({Number}) FROM ({taken}) ORDER BY {Number}");
    }

    /// <param name="rows">The rows to insert, in the shape of the table.</param>
    /// <param name="positions">For each column of the table the place of its value in the query; -1 for none.</param>
    public IQueryResult Run(SqlComposer rows, IReadOnlyList<int> positions)
    {
        var key = Keys() is [var only] ? only : throw context.Unsupported(
            conflict.Span, $"'{statement.Target}' has several keys, and the statement does not say which counts.", "name its columns: ON CONFLICT (…) DO UPDATE");
        Offer(rows);
        var count = context.Duck.Query(Query(key, positions), context.Statement.Span) is [[long found]] ? found : 0;
        _source.Compute();
        var result = _source.Result(count);
        if (count > 0)
        {
            new RowChanger(context, table, "merge").Apply("true");
        }

        return result;
    }

    /// <summary>The columns on which rows conflict, for each key that counts.</summary>
    private List<ImmutableArray<string>> Keys()
    {
        var keys = ConstraintProperties.Keys(table.Table.Metadata.Properties).Select(k => k.Columns).ToList();
        if (keys.Count == 0)
        {
            throw context.Unsupported(
                conflict.Span, $"'{statement.Target}' has no PRIMARY KEY or UNIQUE constraint that a row could conflict with.",
                "give it one with ALTER TABLE … ADD PRIMARY KEY (…), or use MERGE INTO");
        }

        if (conflict.Columns.IsEmpty)
        {
            return keys;
        }

        var named = conflict.Columns.Select(c => ChangeRules.Column(context, _source.Schema, statement.Target, c).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return keys.FindAll(k => named.SetEquals(k)) is { Count: > 0 } found ? [found[0]] : throw context.Unsupported(
            TextSpan.Cover(conflict.Columns[0].Span, conflict.Columns[^1].Span), $"There is no PRIMARY KEY or UNIQUE constraint on {string.Join(", ", named)}.",
            $"there is one on {string.Join(" and one on ", keys.Select(k => string.Join(", ", k)))}");
    }

    private void Offer(SqlComposer rows) => context.Duck.Run(
        new SqlComposer(context.Source).Add($"CREATE OR REPLACE TEMP TABLE {Offered.Split('.')[^1]} AS SELECT *, row_number() OVER () AS {Number} FROM (").Append(rows).Add("\n)"),
        context.Statement.Span);

    /// <summary>
    /// With several keys a row may be out because of one that is out itself, for another key; which of them all are taken
    /// is then a question of order alone.
    /// </summary>
    private void CheckRest(List<ImmutableArray<string>> keys, string isNew, string taken)
    {
        if (keys.Count == 1)
        {
            return;
        }

        var meets = string.Join(" OR ", keys.Select(key => string.Join(" AND ", key.Select(k => $"{SqlText.Identifier(Excluded, k)} = {SqlText.Identifier("taken", k)}"))));
        if (context.Duck.Query($"WITH taken AS ({taken}) SELECT 1 FROM {Offered} AS {Excluded} WHERE {isNew} AND {Number} NOT IN (SELECT {Number} FROM taken) AND NOT EXISTS (SELECT 1 FROM taken WHERE {meets}) LIMIT 1").Count > 0)
        {
            throw EngineRules.MergeSeveralMatches.Error(
                context.At(conflict.Span), $"Several of the rows to insert have the same {string.Join(" or the same ", keys.Select(key => string.Join(", ", key)))}, and nothing says which of them count.",
                "make them unique, for example with QUALIFY row_number() OVER (PARTITION BY …) = 1");
        }
    }

    private SqlComposer Query(ImmutableArray<string> key, IReadOnlyList<int> positions)
    {
        var query = _source.Begin().Add($"SELECT {_source.File}, {_source.Position}");
        var assignments = ChangeRules.Assignments(context, _source, conflict.Assignments);
        for (var i = 0; i < _source.Schema.Fields.Length; i++)
        {
            var column = _source.Schema.Fields[i];
            query.Add($",\nCASE WHEN {_source.Position} IS NULL THEN {SqlText.Identifier(Excluded, column.Name)} ELSE ");
            _ = assignments.TryGetValue(column.Id, out var value) ? _source.CopyValue(query, value, column, Qualified)
                : query.Add(conflict.Action == ConflictAction.Replace && positions[i] >= 0 ? SqlText.Identifier(Excluded, column.Name) : _source.Current(column));
            query.Add($" END AS {ChangeSource.Value(i)}");
        }

        query.Add($"\nFROM {_source.From} RIGHT JOIN (SELECT * FROM {Offered} QUALIFY {IsFirst(key)}) AS {Excluded} ON {Equal(key)}");
        return conflict.Where is { } condition
            ? _source.Copy(query.Add($"\nWHERE {_source.Position} IS NULL OR ("), condition, Qualified).Add("\n)")
            : query;
    }

    /// <summary>Without a table in front, a column is that of the old row.</summary>
    private (string, IReadOnlySet<string>) Qualified =>
        (_source.Alias, _source.Schema.Fields.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));

    private string Equal(ImmutableArray<string> key) =>
        string.Join(" AND ", key.Select(k => $"{_source.QuotedAlias}.{SqlText.Identifier(k)} = {SqlText.Identifier(Excluded, k)}"));

    /// <summary>Nulls are no keys.</summary>
    private static string IsWhole(ImmutableArray<string> key) => string.Join(" AND ", key.Select(k => $"{SqlText.Identifier(k)} IS NOT NULL"));

    /// <summary>Of several new rows with one key the first is taken, as in DuckDB.</summary>
    private static string IsFirst(ImmutableArray<string> key) => $"(NOT ({IsWhole(key)}) OR row_number() OVER (PARTITION BY {Names(key)} ORDER BY {Number}) = 1)";

    private static string Names(ImmutableArray<string> key) => string.Join(", ", key.Select(SqlText.Identifier));
}
