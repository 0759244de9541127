using System.Globalization;
using Lake.Loader.Loading;
using Lake.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Rows of a real server, which <c>LAKE_TEST_POSTGRES</c> names the programs of.</summary>
public sealed class PostgresTests : IDisposable
{
    private readonly PostgresServer _server = new();

    private string Address => $"Host=127.0.0.1;Port={_server.Port.ToString(CultureInfo.InvariantCulture)};Username=lake;Password=a secret;Database=postgres;Pooling=false";

    [Fact]
    public void Every_type_keeps_its_values()
    {
        Run(
            """
            CREATE TABLE t (id int PRIMARY KEY, big bigint, small smallint, price numeric(20,4), wide numeric, real8 double precision, real4 real, yes boolean,
              day date, at timestamp, instant timestamptz, clock time, id2 uuid, doc jsonb, raw bytea, words text[], numbers bigint[], prices numeric(10,2)[], name text, code varchar(5));
            INSERT INTO t VALUES (1, 9223372036854775807, -32768, 1234567890123456.7891, 0.12345678901234567890123456789, 0.1, 0.1, true,
              '2025-01-31', '2025-01-31 10:00:00.123456', '2025-01-31 10:00:00.5+02', '23:59:59.999999', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": [1, "x"]}', '\x00ff',
              ARRAY['a,b', 'c"d', E'e\nf', NULL, ''], ARRAY[1, NULL, 9223372036854775807], ARRAY[1.50, -2.25], E'line\r\nnext, "quoted"\x1a1', '');
            INSERT INTO t (id) VALUES (2);
            INSERT INTO t (id, day) VALUES (3, 'infinity');
            """);
        using var bed = Bed("{connection: PG, table: public.t, key: id}, mode: upsert, keys: [id]");
        Load(bed).ShouldStartWith("t: 2 rows, 1 rejected");
        bed.Query("select typeof(columns(* exclude (_raw_id, _loaded_at, _source_file, id))) from raw.t limit 1").ShouldBe(
            "BIGINT|INTEGER|DECIMAL(20,4)|VARCHAR|DOUBLE|FLOAT|BOOLEAN|DATE|TIMESTAMP|TIMESTAMP WITH TIME ZONE|TIME|UUID|VARCHAR|BLOB|VARCHAR[]|BIGINT[]|DECIMAL(10,2)[]|VARCHAR|VARCHAR");
        bed.Query("select big, small, price, wide, real8, real4, yes, day, \"at\"::varchar, epoch_us(instant), clock::varchar, id2, doc, hex(raw) from raw.t where id = 1").ShouldBe(
            "9223372036854775807|-32768|1234567890123456.7891|0.12345678901234567890123456789|0.1|0.1|True|01/31/2025|2025-01-31 10:00:00.123456|1738310400500000|23:59:59.999999|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|{\"a\": [1, \"x\"]}|00FF");
        bed.Query("select words = ['a,b', 'c\"d', 'e' || chr(10) || 'f', null, ''], numbers = [1, null, 9223372036854775807], prices = [1.50, -2.25], name = 'line' || chr(13) || chr(10) || 'next, \"quoted\"' || chr(26) || '1', code = '' from raw.t where id = 1")
            .ShouldBe("True|True|True|True|True");
        bed.Query("select count(columns(* exclude (_raw_id, _loaded_at, _source_file, id))) from raw.t where id = 2").ShouldMatch(@"^0(\|0)*$");
        bed.Query("select column_name, reason from raw.t__rejected").ShouldBe("day|day is not DATE: infinity");
    }

    [Fact]
    public void A_watermark_brings_what_is_new_once()
    {
        Run("CREATE TABLE t (id int PRIMARY KEY, v text, at timestamptz); INSERT INTO t SELECT i, 'v' || i, timestamptz '2025-01-01' + i * interval '1 hour' FROM generate_series(1, 10) i");
        using var bed = Bed("{connection: PG, table: t, key: id, watermark: at, chunk_rows: 4}, mode: upsert, keys: [id], cursor: at");
        Load(bed).ShouldBe("t: 10 rows, 0 rejected");
        Load(bed).ShouldBe("t: 0 rows, 0 rejected");
        Run("UPDATE t SET v = 'new', at = '2025-02-01' WHERE id = 3; INSERT INTO t VALUES (11, 'v11', '2025-02-01'), (12, 'same moment', '2025-01-01 10:00:00+00')");
        Load(bed).ShouldBe("t: 4 rows, 0 rejected");
        bed.Query("select count(*), count(distinct id), max(v) filter (id = 3) from raw.t").ShouldBe("12|12|new");
        Load(bed, "t").ShouldBe("t: 12 rows, 0 rejected");
        bed.Query("select count(*) from raw.t").ShouldBe("12");
    }

    /// <summary>Whatever the process dies before writing, the next load ends with every row once.</summary>
    [Theory]
    [InlineData("watermark: at")]
    [InlineData("loaded_flag: loaded")]
    public void A_load_that_dies_anywhere_is_made_good_by_the_next(string how)
    {
        for (var lastChange = 1; ; lastChange += 3)
        {
            Run("DROP TABLE IF EXISTS t; CREATE TABLE t (id int PRIMARY KEY, at timestamp, loaded boolean); INSERT INTO t SELECT i, timestamp '2025-01-01' + i * interval '1 hour' FROM generate_series(1, 5) i");
            using var bed = Bed($"{{connection: PG, table: t, key: id, chunk_rows: 2, {how}}}");
            var changes = 0;
            using (var dying = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes >= lastChange)
                {
                    throw new InvalidOperationException("the process died");
                }
            })))
            {
                try
                {
                    Load(bed, dying);
                }
                catch (InvalidOperationException)
                {
                    // Dead.
                }
            }

            bed.Restart();
            Load(bed).ShouldNotContain("failed");
            bed.Query("select count(*), count(distinct id) from raw.t").ShouldBe("5|5", $"death before change {lastChange.ToString(CultureInfo.InvariantCulture)}");
            Load(bed).ShouldBe("t: 0 rows, 0 rejected");
            if (changes < lastChange)
            {
                return;
            }
        }
    }

    [Fact]
    public void Rows_are_flagged_after_their_commit_and_those_of_a_crash_by_the_next_load()
    {
        Run("CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), v int, loaded boolean); INSERT INTO t (v) SELECT generate_series(1, 5)");
        using var bed = Bed("{connection: PG, table: t, key: id, loaded_flag: loaded, chunk_rows: 2}");
        Load(bed).ShouldBe("t: 5 rows, 0 rejected");
        Text("SELECT count(*)::text FROM t WHERE loaded").ShouldBe("5");

        // As if the process had died between the commit and the flags.
        Run("UPDATE t SET loaded = NULL WHERE v = 5");
        var chunk = bed.Query("select _source_file from raw.t where v = 5");
        bed.Session.Execute($"alter table raw.t set tblproperties ('lake.postgres' = '{{\"unflagged\":\"{chunk}\"}}')").Dispose();
        Run("INSERT INTO t (v) VALUES (6)");
        Load(bed).ShouldBe("t: 1 rows, 0 rejected");
        Text("SELECT count(*)::text FROM t WHERE loaded").ShouldBe("6");
        bed.Query("select count(*), count(distinct v) from raw.t").ShouldBe("6|6");
    }

    [Fact]
    public void Two_loaders_at_once_do_the_work_of_one()
    {
        for (var change = 1; ; change += 4)
        {
            Run("DROP TABLE IF EXISTS t; CREATE TABLE t (id int PRIMARY KEY, at timestamp); INSERT INTO t SELECT i, timestamp '2025-01-01' + i * interval '1 hour' FROM generate_series(1, 5) i");
            using var bed = Bed("{connection: PG, table: t, key: id, watermark: at, chunk_rows: 2}");
            using var other = bed.NewSession();
            var changes = 0;
            using var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes == change)
                {
                    Load(bed, other).ShouldNotContain("failed");
                }
            }));
            Load(bed, session).ShouldNotContain("failed");
            bed.Restart();
            Load(bed);
            bed.Query("select count(*), count(distinct id) from raw.t").ShouldBe("5|5");
            if (changes < change)
            {
                return;
            }
        }
    }

    [Fact]
    public void What_is_wrong_with_the_source_is_said()
    {
        Run("CREATE TABLE t (id int, v int); INSERT INTO t VALUES (NULL, 1)");
        using var missing = Bed("{connection: NOWHERE, table: t, watermark: v}");
        Load(missing).ShouldContain("postgres-source-failed: the stream 't' reads the database that NOWHERE names, which is not set");
        using var absent = Bed("{connection: PG, table: nothing, watermark: v}");
        Load(absent).ShouldContain("relation \"nothing\" does not exist");
        using var keyless = Bed("{connection: PG, table: t, key: id, watermark: v}");
        Load(keyless).ShouldContain("have no 'id', by which it is read");
    }

    public void Dispose()
    {
        _server.Dispose();
    }

    private static LoadBed Bed(string postgres) => new($"streams: [{{name: t, postgres: {postgres}}}]");

    private string Load(LoadBed bed, params string[] fullRefresh) => Load(bed, bed.Session, fullRefresh);

    private string Load(LoadBed bed, Engines.IEngineSession session, params string[] fullRefresh)
    {
        var options = bed.Options with { Environment = new Dictionary<string, string> { ["PG"] = Address }, FullRefresh = [.. fullRefresh] };
        return string.Join('\n', StreamLoader.Load(bed.Streams, session, options).SelectMany(r => (IEnumerable<string>)
        [
            string.Create(CultureInfo.InvariantCulture, $"{r.Stream.Name}: {r.Rows} rows, {r.Rejected} rejected{(r.Succeeded ? "" : ", failed")}"),
            .. r.Diagnostics.Select(d => $"  {d.Id}: {d.Message}"),
        ]));
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(Address);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string? Text(string sql)
    {
        using var connection = new NpgsqlConnection(Address);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }
}
