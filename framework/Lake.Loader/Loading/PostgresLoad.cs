using System.Globalization;
using Lake.Engines;
using Lake.Iceberg;
using Lake.Loader.Postgres;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;
using Lake.Sql;
using Lake.Text;
using Npgsql;

namespace Lake.Loader.Loading;

/// <summary>
/// One table of a database being loaded, chunk by chunk, from one snapshot of it. How far it came is in the commit that
/// holds the rows; a load that finds that another has come further leaves the rest to it.
/// </summary>
internal sealed class PostgresLoad(StreamDefinition stream, PostgresSource source, IEngineSession session, LoadOptions options, CancellationToken cancellationToken)
{
    private const int MostAttempts = 20;

    private readonly LoadProblems _problems = new(stream);
    private LoadProgress _progress = new(0, 0, 0, 0, 0);
    private long _rejected;

    public StreamResult Run()
    {
        var start = options.Time.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("lake-postgres-");
        try
        {
            FlagWhatIsLeft(State());
            using var snapshot = Open();
            Load(snapshot, folder.FullName);
            new Housekeeping(stream, session, options, _problems, cancellationToken).Run([]);
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            _problems.SourceFailed(e.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new StreamResult(stream, _progress.Files, _progress.Files, _progress.Rows, _rejected, options.Time.GetElapsedTime(start), [.. _problems.Diagnostics])
        {
            Bytes = _progress.Bytes,
        };
    }

    /// <summary>What <see cref="Run"/> would do.</summary>
    public LoadPlan Plan()
    {
        var plan = new LoadPlan(stream, 0, 0, 0, 0, [], 0, 0, []);
        try
        {
            using var snapshot = Open();
            new Housekeeping(stream, session, options, _problems, cancellationToken).Run([], isPlan: true);
            var state = State();
            var upper = state.Upper ?? snapshot.FindWatermark();
            var rows = source.Watermark is not null && upper is null ? 0 : snapshot.Count(Condition(state.Lower, upper));
            var isThere = session.FindRelation(stream.Target) is not null;
            return plan with
            {
                Rows = rows,
                Commits = (int)(source.Key is null ? Math.Min(rows, 1) : (rows + source.ChunkRows - 1) / source.ChunkRows),
                SchemaChanges = isThere ? [] : [$"CREATE TABLE {stream.Target} ({string.Join(", ", Declared(snapshot).Select(c => $"{SqlText.Identifier(c.Name)} {c.Type}"))})"],
            };
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            _problems.SourceFailed(e.Message);
        }

        return plan with { Diagnostics = [.. _problems.Diagnostics] };
    }

    /// <summary>No row has a watermark yet, or none a newer one.</summary>
    private static bool IsEmpty(PostgresState range, string? upper) => upper is null || (upper == range.Lower && range.Upper is null);

    private string? NameToFlag(PostgresChunk chunk, string name) => source.LoadedFlag is null || chunk.Rows == 0 ? null : name;

    private PostgresSnapshot Open()
    {
        var variable = source.ConnectionVariable;
        var hint = $"set {variable} to postgresql://user:password@host:5432/database";
        if (options.Environment.GetValueOrDefault(variable) is not { Length: > 0 } address)
        {
            throw LoaderRules.SourceFailed.Error(stream.Location, $"the stream '{stream.Name}' reads the database that {variable} names, which is not set", hint);
        }

        try
        {
            return new PostgresSnapshot(source, address);
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.InvalidCatalog)
        {
            throw LoaderRules.SourceFailed.Error(stream.Location, $"the stream '{stream.Name}' reads the database that {variable} names, which is no address", hint);
        }
    }

    private void Prepare(PostgresSnapshot snapshot)
    {
        if (snapshot.HasNullKey())
        {
            throw LoaderRules.SourceFailed.Error(stream.Location, $"rows of the stream '{stream.Name}' have no '{source.Key}', by which it is read", "choose a 'key' that every row has");
        }

        if (stream.Target.Schema is { } schema && !session.SchemaExists(stream.Target.Database, schema))
        {
            session.CreateSchema(stream.Target.Database, schema);
        }
    }

    private void Load(PostgresSnapshot snapshot, string folder)
    {
        Prepare(snapshot);
        var table = new RawTable(stream, session, Declared(snapshot));
        var anew = options.FullRefresh.Contains(stream.Name);
        var state = State();
        var range = anew ? new PostgresState() : state;
        var upper = range.Upper ?? snapshot.FindWatermark();
        if (source.Watermark is not null && IsEmpty(range, upper))
        {
            return;
        }

        for (var after = range.Upper is null && source.Watermark is not null ? null : range.Key; ;)
        {
            var name = $"postgres:{stream.Name}/{Guid.CreateVersion7(options.Time.GetUtcNow()):N}";
            var chunk = snapshot.Read(Condition(range.Lower, upper), after, name, Path.Combine(folder, "chunk.csv"), cancellationToken);
            var isLast = chunk.LastKey is null;
            var next = new PostgresState
            {
                Lower = isLast ? upper : range.Lower,
                Upper = isLast ? null : upper,
                Key = chunk.LastKey,
                Unflagged = NameToFlag(chunk, name),
            };
            if ((chunk.Rows > 0 || next != state) && !TryPublish(table, chunk, state, next, anew))
            {
                return;
            }

            state = next;
            Flag(snapshot, chunk);
            if (isLast)
            {
                break;
            }

            (anew, after) = (false, chunk.LastKey);
        }

        Settle(state);
    }

    /// <summary>The rows that this load is about, in the database's words.</summary>
    private string Condition(string? lower, string? upper)
    {
        if (source.LoadedFlag is { } flag)
        {
            return $"{SqlText.Identifier(flag)} IS NOT TRUE";
        }

        if (source.Watermark is not { } column || upper is null)
        {
            return "true";
        }

        // Rows of the last moment may have been committed since; where each is kept once, they are read again.
        var watermark = SqlText.Identifier(column);
        var isKeptOnce = stream.Mode is LoadMode.AppendDeduplicated or LoadMode.Upsert or LoadMode.Scd2;
        return $"{watermark} <= {SqlText.Literal(upper)}" + (lower is null ? "" : $" AND {watermark} {(isKeptOnce ? ">=" : ">")} {SqlText.Literal(lower)}");
    }

    private IReadOnlyList<DeclaredColumn> Declared(PostgresSnapshot snapshot)
    {
        var own = DeclaredColumns.Read(stream, session);
        return [.. own, .. snapshot.Columns.Where(c => !own.Any(o => RawTable.Same(o.Name, c.Name))).Select(c => new DeclaredColumn(c.Name, TypeRules.Storable(c.Type), null))];
    }

    private PostgresState State() => PostgresState.Parse(session.FindProperty(stream.Target, PostgresState.Property));

    /// <summary>False when another load has come first.</summary>
    private bool TryPublish(RawTable table, PostgresChunk chunk, PostgresState expected, PostgresState next, bool anew)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Publish(table, chunk, expected, next, anew);
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == EngineRules.PartlyPublished && attempt < MostAttempts)
            {
                // The raw table comes last: whether another load has changed it is looked at again.
            }
        }
    }

    private bool Publish(RawTable table, PostgresChunk chunk, PostgresState expected, PostgresState next, bool anew)
    {
        BatchPublisher? publisher = null;
        var isPublished = session.Publish(
            () =>
            {
                if (State() != expected)
                {
                    return false;
                }

                var load = LoadId.New(options.Time.GetUtcNow());
                publisher = new BatchPublisher(stream, session, table, load);
                var ledger = new LoadLedger(stream, session);
                ledger.Read(anew, cancellationToken);
                publisher.Stage(ledger, new ReadFiles([chunk.Source], []), [], anew, (_, _, _) => { }, cancellationToken);
                Set(next);
                return true;
            },
            cancellationToken: cancellationToken);
        if (isPublished && publisher is not null)
        {
            Count(publisher, chunk);
        }

        return isPublished;
    }

    private void Count(BatchPublisher publisher, PostgresChunk chunk)
    {
        _progress = new LoadProgress(_progress.Files + 1, _progress.Files + 1, _progress.Bytes + chunk.File.Size, _progress.Bytes + chunk.File.Size, _progress.Rows + publisher.Rows);
        _rejected += publisher.Rejected;
        options.Observer?.Progressed(stream, _progress);
        if (publisher.SchemaChanges.Count > 0)
        {
            _problems.SchemaChanged(publisher.SchemaChanges);
        }

        if (publisher.Rejected > 0)
        {
            _problems.RowsRejected(publisher.Rejected, string.Create(CultureInfo.InvariantCulture, $"those of {chunk.File.Name}"));
        }
    }

    private void Set(PostgresState state) =>
        session.Execute($"ALTER TABLE {stream.Target} SET TBLPROPERTIES ({SqlText.Literal(PostgresState.Property)} = {SqlText.Literal(state.ToString())})", cancellationToken).Dispose();

    private void Flag(PostgresSnapshot snapshot, PostgresChunk chunk)
    {
        if (source.LoadedFlag is { } flag && chunk.Rows > 0)
        {
            var key = chunk.Source.Columns.First(c => c.Name == source.Key);
            snapshot.Flag(flag, Texts($"SELECT DISTINCT CAST({key.Sql} AS VARCHAR) FROM {chunk.Source.From}"));
        }
    }

    /// <summary>A load that ended between its commit and its flags left these. The snapshot that is read is taken afterwards.</summary>
    private void FlagWhatIsLeft(PostgresState state)
    {
        if (source.LoadedFlag is { } flag && state.Unflagged is { } chunk)
        {
            using var snapshot = Open();
            snapshot.Flag(flag, Texts($"SELECT DISTINCT CAST({SqlText.Identifier(source.Key ?? "")} AS VARCHAR) FROM {stream.Target} WHERE _source_file = {SqlText.Literal(chunk)}"));
        }
    }

    /// <summary>Nothing is left to be flagged.</summary>
    private void Settle(PostgresState state)
    {
        if (state.Unflagged is null)
        {
            return;
        }

        session.Publish(
            () =>
            {
                if (State() != state)
                {
                    return false;
                }

                session.RequireProperty(stream.Target, PostgresState.Property, state.ToString());
                Set(state with { Unflagged = null });
                return true;
            },
            cancellationToken: cancellationToken);
    }

    private List<string> Texts(string query)
    {
        using var result = session.Execute(query, cancellationToken);
        return [.. result.Rows.Select(row => row[0] as string).OfType<string>()];
    }
}
