using System.Collections.Immutable;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Pruning;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Iceberg.Names;
using Lake.Sql.Lexing;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// Makes what a statement names visible to DuckDB. Tables of many files are at first shown by their columns alone; when
/// DuckDB has planned the query with these, they get the files in which it may find rows.
/// </summary>
internal sealed class StatementReading
{
    private readonly SessionState _session;
    private readonly UnitOfWork _work;
    private readonly ImmutableArray<TableIdentifier> _named;
    private readonly Dictionary<TableIdentifier, LakeTable> _large = new(IdentifierComparer.Instance);
    private readonly Dictionary<TableIdentifier, TableRead> _reads = new(IdentifierComparer.Instance);
    private readonly bool _isOpen;
    private PlannedScans? _scans;

    /// <param name="text">The statement, or the part of it that reads.</param>
    public StatementReading(SessionState session, UnitOfWork work, string text)
    {
        (_session, _work) = (session, work);
        var tokens = NameScan.Tokens(text);
        _isOpen = session.Names.Foreign.Count > 0 || OpenReads.AreIn(tokens);
        _named = [.. Named(tokens)];
        var mayPrune = tokens.Any(IsOfCondition) || _named.Any(id => work.Find(id) is LakeView);
        Reads = Show(_named, table => mayPrune && IsLarge(table) ? Columns : Shown.All(table));
        session.Duck.UseThreads(isLittle: Reads.IsLittle);
    }

    /// <summary>How much the query reads.</summary>
    public Reads Reads { get; private set; }

    /// <summary>Whether <see cref="End"/> has to come before the query runs.</summary>
    public bool IsPlanned => _large.Count > 0;

    /// <summary>The columns of a table, until the statement is planned.</summary>
    private static Shown Columns { get; } = new(null, IsPartial: true);

    /// <param name="query">What will run, as one query; null when it is none.</param>
    public void End(string? query)
    {
        if (!IsPlanned)
        {
            return;
        }

        _scans = query is null ? null : Plan(query);
        Reads = Show(_named, table => Needed(table, _scans));
        _large.Clear();
        _session.Duck.UseThreads(isLittle: Reads.IsLittle);
    }

    /// <summary>The table with the files that the query needs.</summary>
    public LakeTable Pruned(LakeTable table) => _scans?.Pruned(table) ?? table;

    private PlannedScans? Plan(string query)
    {
        var (planned, plans) = new ScalarQueries(_session, _large, ShowPart).Replace(query);
        if (_session.Plans.Of(planned, _session.HoldsClock) is not { } plan)
        {
            return null;
        }

        var scans = new PlannedScans(_session.Names.Database, _large);
        return plans.Add(plan).All(scans.TryAdd) ? scans : null;
    }

    /// <summary>Shows the tables of a subquery with the files that it needs, or their columns alone again.</summary>
    private void ShowPart(string subquery, PlannedScans? scans) =>
        Show([.. Named(NameScan.Tokens(subquery))], table => scans is null && _large.ContainsKey(table.Id) ? Columns : Needed(table, scans));

    private Shown Needed(LakeTable table, PlannedScans? scans) =>
        scans is not null && _large.ContainsKey(table.Id) && scans.Pruned(table) is var pruned && !ReferenceEquals(pruned, table)
            ? new Shown(pruned, IsPartial: true)
            : Shown.All(table);

    private Reads Show(ImmutableArray<TableIdentifier> ids, Func<LakeTable, Shown> show)
    {
        var reads = new Reads(0, _isOpen);
        foreach (var id in ids)
        {
            reads = reads.With(_session.Mirrors.Ensure(id, _work, Noted));
        }

        _session.LastReads = [.. _reads.Values];
        return reads;

        Shown Noted(LakeTable table)
        {
            var shown = show(table);
            _reads[table.Id] = new TableRead(table.Id.ToString(), shown is { IsPartial: true, Rows: { } rows } ? rows.Files.Length : table.FileCount, table.FileCount);
            return shown;
        }
    }

    private bool IsLarge(LakeTable table)
    {
        if (table.FileCount < _session.Options.PrunedFrom)
        {
            return false;
        }

        _large[table.Id] = table;
        return true;
    }

    private IEnumerable<TableIdentifier> Named(ImmutableArray<SqlToken> tokens)
    {
        foreach (var name in NameScan.Names(tokens))
        {
            // What was seen before must be brought up to date in any case, were it only to take it away.
            if (_session.Names.ResolveLoosely(name.Parts) is { } id && (_session.Mirrors.Contains(id) || (!name.IsCommonTable && _work.IsKnown(id))))
            {
                yield return id;
            }
        }
    }

    /// <summary>Words without which no row is left out.</summary>
    private static bool IsOfCondition(SqlToken token) => token.Kind == SqlTokenKind.Word
        && token.Text.ToUpperInvariant() is "WHERE" or "HAVING" or "QUALIFY" or "ON" or "USING" or "MAX" or "MIN" or "FILTER";
}
