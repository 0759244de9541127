using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;

namespace Lake.Loader.Loading;

/// <summary>
/// What a stream's policy wants after a load: source files archived or deleted that were committed long ago and are
/// still as they were loaded, and old rejected rows removed. Stopped anywhere, it is done by the next load.
/// </summary>
internal sealed class Housekeeping(StreamDefinition stream, IEngineSession session, LoadOptions options, LoadProblems problems, CancellationToken cancellationToken)
{
    private CleanupPolicy Policy => stream.Cleanup;

    /// <param name="files">Those that are there.</param>
    /// <param name="isPlan">Whether it is only told.</param>
    public void Run(IReadOnlyList<RawFile> files, bool isPlan = false)
    {
        var now = options.Time.GetUtcNow();
        if (Policy.Files != SourceFiles.Keep && files.Count > 0)
        {
            CleanFiles(Due(files, now - Policy.After), isPlan);
        }

        if (Policy.Rejected is { } kept && session.FindRelation(stream.Rejected) is not null)
        {
            CleanRejected(now - kept, isPlan);
        }
    }

    /// <summary>Files whose rows the table has and no longer can be made of: names.</summary>
    public static IReadOnlyList<string> Taken(LoadLedger ledger, IReadOnlyList<RawFile> files)
    {
        var there = files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return [.. ledger.Files.Where(f => f.Value.State == LedgerEntry.Loaded && !there.Contains(f.Key)).Select(f => f.Key).Order(StringComparer.Ordinal)];
    }

    private List<RawFile> Due(IReadOnlyList<RawFile> files, DateTimeOffset before)
    {
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        return
        [
            .. files.Where(f => ledger.Files.TryGetValue(f.Name, out var loaded) && loaded.State == LedgerEntry.Loaded
                && loaded.LoadedAt <= before && loaded.Size == f.Size && f.IsLike(loaded.Fingerprint, loaded.ModifiedAt)),
        ];
    }

    private void CleanFiles(List<RawFile> due, bool isPlan)
    {
        var cleaned = 0;
        var cleaner = new SourceCleaner(stream, options.ProjectDirectory, options.Storage);
        foreach (var file in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isPlan && cleaner.Clean(file) is { } problem)
            {
                problems.CleanupFailed(file, problem);
                continue;
            }

            cleaned++;
        }

        if (cleaned > 0)
        {
            problems.Cleaned(string.Create(
                CultureInfo.InvariantCulture,
                $"{cleaned} {(cleaned == 1 ? "file" : "files")} of stream '{stream.Name}' {Done(isPlan, cleaned)} {(Policy.Archive is { } archive ? $"moved to {archive}" : "deleted")}, {Duration(Policy.After)} after the commit of {(cleaned == 1 ? "its" : "their")} rows: {due[0].Name}{(cleaned == 1 ? "" : ", …")}"));
        }
    }

    private void CleanRejected(DateTimeOffset before, bool isPlan)
    {
        var old = $"FROM {stream.Rejected} WHERE _loaded_at < {new LoadId("", before).Time}";
        var count = 0L;
        using (var counted = session.Execute($"SELECT count(*) {old}", cancellationToken))
        {
            count = counted.Rows.First()[0] as long? ?? 0;
        }

        if (count == 0)
        {
            return;
        }

        if (!isPlan)
        {
            session.Publish(
                () =>
                {
                    session.Execute($"DELETE {old}", cancellationToken).Dispose();
                    return true;
                },
                cancellationToken: cancellationToken);
        }

        problems.Cleaned(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} rejected {(count == 1 ? "row" : "rows")} of stream '{stream.Name}' {Done(isPlan, count)} removed after {Duration(Policy.Rejected ?? TimeSpan.Zero)}"));
    }

    private static string Done(bool isPlan, long count) => isPlan ? "would be" : count == 1 ? "was" : "were";

    private static string Duration(TimeSpan time) => time switch
    {
        { Ticks: var ticks } when ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays} days"),
        { Ticks: var ticks } when ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} minutes"),
    };
}
