using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Transactions;

/// <summary>Publishes a transaction's actions, applying them anew whenever another writer was first.</summary>
internal sealed class CommitLoop(ICatalog catalog, TableIdentifier identifier, Table? start, IReadOnlyList<TransactionAction> actions)
{
    /// <summary>Commits of a file system take milliseconds, so many short tries beat few long ones.</summary>
    private const int DefaultRetries = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public Table Run(StagedTable staged)
    {
        var retries = Retries(staged.Metadata);
        try
        {
            while (true)
            {
                try
                {
                    catalog.Io.Flush([.. actions.SelectMany(a => a.Files)]);
                    var requirements = UpdateRequirements.Of(
                        staged.Current, staged.Updates, isReplace: actions.Any(a => a.IsReplace));
                    var table = catalog.CommitTable(identifier, requirements, staged.Updates);
                    Clean(catalog.Io, actions, table.Metadata);
                    return table;
                }
                catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict && staged.Attempt <= retries)
                {
                    Wait(staged.Attempt);
                    staged = Again(staged);
                }
            }
        }
        catch (DiagnosticException)
        {
            Clean(catalog.Io, actions, committed: null);
            throw;
        }
    }

    /// <summary>Deletes what was written for attempts that came to nothing. What cannot be deleted is left for orphan removal.</summary>
    public static void Clean(IFileIO io, IEnumerable<TransactionAction> actions, TableMetadata? committed)
    {
        foreach (var file in actions.SelectMany(a => a.Garbage(committed)).Distinct())
        {
            try
            {
                io.Delete(file);
            }
            catch (DiagnosticException)
            {
                // The commit is decided; a file that nobody points to does no harm.
                return;
            }
        }
    }

    private StagedTable Again(StagedTable previous)
    {
        var current = catalog.TryLoadTable(identifier);
        if (current is null && !actions.Any(a => a is CreateAction))
        {
            throw IcebergRules.CommitConflict.Error(null, $"Table '{identifier}' was dropped by another writer.");
        }

        if (start is not null && current is not null && current.Metadata.TableUuid != start.Metadata.TableUuid && !actions.Any(a => a is CreateAction))
        {
            throw IcebergRules.CommitConflict.Error(null, $"Table '{identifier}' was dropped and made anew by another writer.");
        }

        var staged = new StagedTable(catalog, identifier, start?.Metadata, current?.Metadata, previous.Attempt + 1);
        foreach (var action in actions)
        {
            action.Apply(staged);
        }

        return staged;
    }

    private static int Retries(TableMetadata table) =>
        table.Properties.TryGetValue("commit.retry.num-retries", out var text)
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var retries) && retries >= 0
            ? retries
            : DefaultRetries;

    private static void Wait(int attempt)
    {
        // Backoff with jitter, so that many writers of one table do not collide in step.
        var longest = Math.Min(LongestWait.TotalMilliseconds, 5 * Math.Pow(1.5, Math.Min(attempt, 20)));
        Thread.Sleep((int)(Random.Shared.NextDouble() * longest));
    }
}
