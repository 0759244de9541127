using System.Diagnostics.CodeAnalysis;
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

    /// <summary>How often a commit is looked for whose outcome nobody has told.</summary>
    public const int StatusChecks = 5;
    private static readonly TimeSpan StatusWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether a new table takes the place of a view.</summary>
    public bool TakesView { get; init; }

    public Table Run(StagedTable staged)
    {
        var retries = Retries(staged.Metadata);
        var checks = StatusChecks;
        try
        {
            while (true)
            {
                try
                {
                    Flush();
                    var request = Request(staged);
                    return Finish(catalog.CommitTable(identifier, request.Requirements, request.Updates));
                }
                catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict && staged.Attempt <= retries)
                {
                    Wait(staged.Attempt);
                    var current = TryLoad();
                    if (IsCommitted(staged, current))
                    {
                        return Finish(current);
                    }

                    staged = Again(staged, current);
                }
                catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitStateUnknown && checks-- > 0)
                {
                    var current = Reload(e);
                    if (IsCommitted(staged, current))
                    {
                        return Finish(current);
                    }

                    // Should the lost attempt still arrive, then one of the two finds its requirements broken by the other.
                    staged = Again(staged, current);
                }
            }
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule != IcebergRules.CommitStateUnknown)
        {
            Clean(catalog.Io, actions, committed: null);
            throw;
        }
    }

    public void Flush() => catalog.Io.Flush([.. actions.SelectMany(a => a.Files)]);

    /// <summary>What an attempt asks of the catalog.</summary>
    public TableCommit Request(StagedTable staged) =>
        new(identifier, UpdateRequirements.Of(staged.Current, staged.Updates, isReplace: actions.Any(a => a.IsReplace), TakesView), staged.Updates);

    public Table? TryLoad() => catalog.TryLoadTable(identifier);

    public void Clean(TableMetadata? committed) => Clean(catalog.Io, actions, committed);

    public Table Finish(Table table)
    {
        Clean(catalog.Io, actions, table.Metadata);
        return table;
    }

    /// <summary>Whether the table shows what an attempt was to make of it.</summary>
    public static bool IsCommitted(StagedTable staged, [NotNullWhen(true)] Table? current)
    {
        if (current is null)
        {
            return false;
        }

        var snapshots = staged.Updates.OfType<AddSnapshot>().Select(u => u.Snapshot.SnapshotId).ToList();
        return snapshots.Count > 0 ? snapshots.TrueForAll(id => current.Metadata.SnapshotById(id) is not null)
            : staged.Current is null ? current.Metadata.TableUuid == staged.Metadata.TableUuid
            : MetadataFile.Write(Timeless(current.Metadata)).AsSpan().SequenceEqual(MetadataFile.Write(Timeless(staged.Metadata)));
    }

    private static TableMetadata Timeless(TableMetadata metadata) => metadata with { LastUpdatedMs = 0, MetadataLog = [] };

    /// <summary>The table as it is once the catalog answers again.</summary>
    public Table? Reload(DiagnosticException unknown)
    {
        for (var attempt = 1; ; attempt++)
        {
            Thread.Sleep(StatusWait * attempt);
            try
            {
                return catalog.TryLoadTable(identifier);
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CatalogUnavailable || e.Diagnostic.Rule == IcebergRules.StorageUnavailable)
            {
                if (attempt == StatusChecks)
                {
                    throw new DiagnosticException(unknown.Diagnostic, e);
                }
            }
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

    /// <summary>The actions on what another writer has left. Fails with <see cref="IcebergRules.CommitConflict"/> where that may change their meaning.</summary>
    public StagedTable Again(StagedTable previous, Table? current)
    {
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

    public static int Retries(TableMetadata table) =>
        table.Properties.TryGetValue("commit.retry.num-retries", out var text)
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var retries) && retries >= 0
            ? retries
            : DefaultRetries;

    public static void Wait(int attempt)
    {
        // Backoff with jitter, so that many writers of one table do not collide in step.
        var longest = Math.Min(LongestWait.TotalMilliseconds, 5 * Math.Pow(1.5, Math.Min(attempt, 20)));
        Thread.Sleep((int)(Random.Shared.NextDouble() * longest));
    }
}
