using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>Finds out what a load would do, and changes nothing.</summary>
internal sealed class LoadPlanner(StreamDefinition stream, IEngineSession session, LoadOptions options, CancellationToken cancellationToken)
{
    private const long SampleBytes = 100_000_000;

    private readonly LoadProblems _problems = new(stream);
    private readonly FileListing _listing = new(options.ProjectDirectory, options.Storage);

    public LoadPlan Run()
    {
        var plan = new LoadPlan(stream, 0, 0, 0, 0, [], 0, 0, []);
        try
        {
            plan = Plan(plan);
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return plan with { Diagnostics = [.. _problems.Diagnostics] };
    }

    private LoadPlan Plan(LoadPlan plan)
    {
        var table = new RawTable(stream, session, DeclaredColumns.Read(stream, session));
        var files = _listing.Find(stream);
        if (files.Count == 0)
        {
            _problems.NoFiles(_listing.Advise(stream));
            return plan;
        }

        var anew = options.FullRefresh.Contains(stream.Name);
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew, cancellationToken);
        new Housekeeping(stream, session, options, _problems, cancellationToken).Run(files, isPlan: true);
        var chosen = FileSelection.Of(stream, files, ledger, options);
        foreach (var file in chosen.Changed)
        {
            _problems.Changed(file);
        }

        plan = plan with
        {
            Matched = files.Count,
            Files = chosen.Pending.Count,
            Bytes = chosen.Pending.Sum(f => f.Size),
            Commits = anew ? Math.Min(1, chosen.Pending.Count) : chosen.Batches(stream).Count(),
        };
        return chosen.Pending.Count == 0 ? plan : Look(plan, table, Sample(stream, chosen.Pending), anew);
    }

    private LoadPlan Look(LoadPlan plan, RawTable table, IReadOnlyList<RawFile> sample, bool anew)
    {
        var files = _listing.Fetch(sample);
        try
        {
            table.Look(anew);
            using var reader = FormatReaders.Of(stream, session, table);
            var read = reader.Read(files, cancellationToken);
            foreach (var rejected in read.Rejected)
            {
                _problems.Rejected(rejected, isPlan: true);
            }

            var publisher = new BatchPublisher(stream, session, table, LoadId.New(options.Time.GetUtcNow()));
            var rejectedRows = publisher.CountRejected(read.Sources, anew, cancellationToken).Values.Sum(c => c.Count);
            IEnumerable<string> changes = table.Exists && !anew
                ? table.Changes
                : [$"CREATE TABLE {stream.Target} ({string.Join(", ", table.Columns.Select(c => $"{Sql.SqlText.Identifier(c.Name)} {c.Type}"))})"];
            return plan with { SampledFiles = files.Count, Rejected = rejectedRows, SchemaChanges = [.. changes.Select(c => c.Replace("IF NOT EXISTS ", "", StringComparison.Ordinal))] };
        }
        finally
        {
            FileListing.Release(files);
        }
    }

    /// <summary>Of Parquet on this machine all files, whose footers tell; of others the first hundred megabytes.</summary>
    public static IReadOnlyList<RawFile> Sample(StreamDefinition stream, IReadOnlyList<RawFile> files)
    {
        if (stream.Format == StreamFormat.Parquet && !files[0].IsRemote)
        {
            return [.. files];
        }

        var bytes = 0L;
        return [.. files.TakeWhile((file, i) => (bytes += file.Size) <= SampleBytes || i == 0)];
    }
}
