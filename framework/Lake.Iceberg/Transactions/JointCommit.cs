using Lake.Iceberg.Catalogs;
using Lake.Text;

namespace Lake.Iceberg.Transactions;

/// <summary>Publishes transactions of several tables in one step, where the catalog offers that.</summary>
public static class JointCommit
{
    /// <summary>
    /// The tables as they then are, in the order of the transactions. Where another writer was first, all changes are put on
    /// top of what he left, if that cannot change their meaning; else <see cref="IcebergRules.CommitConflict"/>, and none is
    /// published.
    /// </summary>
    public static IReadOnlyList<Table> Run(IMultiTableCatalog catalog, IReadOnlyList<Transaction> transactions)
    {
        var open = transactions.Select(transaction => transaction.Begin()).ToList();
        var loops = open.ConvertAll(attempt => attempt.Loop);
        var (retries, checks) = (open.Min(attempt => CommitLoop.Retries(attempt.Staged.Metadata)), CommitLoop.StatusChecks);
        try
        {
            for (var tries = 1; open.Count > 0; tries++)
            {
                try
                {
                    open.ForEach(attempt => attempt.Loop.Flush());
                    catalog.CommitTables(open.ConvertAll(attempt => attempt.Loop.Request(attempt.Staged)));
                    open.Clear();
                }
                catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict && tries <= retries)
                {
                    CommitLoop.Wait(tries);
                    open = Again(open, loop => loop.TryLoad());
                }
                catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitStateUnknown && checks-- > 0)
                {
                    open = Again(open, loop => loop.Reload(e));
                }
            }
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule != IcebergRules.CommitStateUnknown)
        {
            open.ForEach(attempt => attempt.Loop.Clean(committed: null));
            throw;
        }

        return loops.ConvertAll(loop => loop.Finish(loop.TryLoad() ?? throw IcebergRules.NoSuchTable.Error(null, "A table was dropped as soon as it was published.")));
    }

    /// <summary>Those that are not published yet, each on what its table is now.</summary>
    private static List<(CommitLoop Loop, StagedTable Staged)> Again(List<(CommitLoop Loop, StagedTable Staged)> open, Func<CommitLoop, Table?> load) =>
    [
        .. open.Select(attempt => (attempt.Loop, attempt.Staged, Current: load(attempt.Loop)))
            .Where(attempt => !CommitLoop.IsCommitted(attempt.Staged, attempt.Current))
            .Select(attempt => (attempt.Loop, attempt.Loop.Again(attempt.Staged, attempt.Current))),
    ];
}
