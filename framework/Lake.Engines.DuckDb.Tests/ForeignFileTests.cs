using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Maintenance;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>
/// Files that only other writers make: deletes by values, files without ids or without the columns they are partitioned
/// by, paths spelled otherwise, types and defaults that nobody can make here. What is expected follows from the specification.
/// </summary>
public sealed class ForeignFileTests : IDisposable
{
    private static readonly TableIdentifier Id = new("main", "t");
    private readonly Lakehouse _lake = new();
    private int _files;

    [Fact]
    public void Equal_rows_are_deleted_where_they_are_older()
    {
        _lake.Run("create table t as select * from (values (1, 'a'), (2, null), (3, 'c')) v(id, name)");
        Delete("select null::varchar as name union all select 'c'", [2], "name: 2");
        _lake.Run("insert into t values (4, null), (5, 'a')");
        Rows("select * from t order by id").ShouldBe("1|a\n4|null\n5|a");
        Delete("select 'a' as name, 5 as id, true as extra", [1, 2], "id: 1, name: 2, extra: 77");
        Rows("select * from t order by id").ShouldBe("1|a\n4|null");
    }

    [Fact]
    public void A_column_keeps_its_deletes_under_other_names_and_types()
    {
        _lake.Run("create table t as select * from (values (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)) v(id, name, gone)");
        Delete("select 'a' as name", [2], "name: 2");
        Delete("select 20::integer as gone", [3], "gone: 3");
        var before = Load().Metadata.CurrentSnapshotId;
        _lake.Run("alter table t rename column name to label; alter table t alter id type bigint; alter table t drop column gone; alter table t add column gone varchar; insert into t values (4, 'a', 'b')");
        Rows("select * from t order by id").ShouldBe("3|c|null\n4|a|b");
        Rows($"select * from t at (version => {before})").ShouldBe("3|c|30");
        Delete("select 3::integer as id", [1], "id: 1");
        Rows("select * from t").ShouldBe("4|a|b");
    }

    [Fact]
    public void Members_of_structs_are_compared()
    {
        _lake.Run("create table t as select * from (values (1, {'x': 7, 'y': 'a'}), (2, {'x': 8, 'y': 'a'}), (3, null)) v(id, s)");
        var member = Load().Schema.Find("s.x").ShouldNotBeNull().Id;
        Delete("select {'x': 7} as s", [member], $"s: {{__duckdb_field_id: 2, x: {member}}}");
        Rows("select id, s.x from t order by id").ShouldBe("2|8\n3|null");
        _lake.Run("alter table t rename column s.x to xx");
        Rows("select id, s.xx from t order by id").ShouldBe("2|8\n3|null");
        _lake.Run("alter table t drop column s.xx");
        Rows("select id, s.y from t order by id").ShouldBe("2|a\n3|null");
        _lake.Run("insert into t values (4, {'y': 'z'})");
        Delete("select null as s", [member], $"s: {{__duckdb_field_id: 2, x: {member}}}", "struct(x integer)");
        Rows("select id from t order by id").ShouldBe("2");
    }

    [Fact]
    public void Deletes_hold_in_their_partition_or_everywhere()
    {
        _lake.Run("create table t partitioned by (g) as select * from (values (1, 'a'), (1, 'b'), (2, 'a')) v(id, g)");
        var spec = Load().Metadata.DefaultSpecId;
        Delete("select 1 as id", [1], "id: 1", partition: new PartitionTuple(["a"]), spec: spec);
        Rows("select * from t order by all").ShouldBe("1|b\n2|a");
        _lake.Run("alter table t set partitioned by ()");
        _lake.Run("insert into t values (2, 'x')");
        Delete("select 2 as id", [1], "id: 1", spec: Load().Metadata.DefaultSpecId);
        Rows("select * from t order by all").ShouldBe("1|b");
    }

    [Fact]
    public void A_partition_tells_what_the_file_lacks()
    {
        _lake.Run("create table t (id int, g varchar) partitioned by (g)");
        Append("select 1 as id union all select 2", "id: 1", new PartitionTuple(["a"]));
        Append("select 3 as id", "id: 1", new PartitionTuple(["b"]));
        Append("select 4 as id", "id: 1", new PartitionTuple([null]));
        Rows("select * from t order by id").ShouldBe("1|a\n2|a\n3|b\n4|null");
        Delete("select 'a' as g, 2 as id", [1, 2], "id: 1, g: 2", partition: new PartitionTuple(["a"]), spec: Load().Metadata.DefaultSpecId);
        Rows("select * from t order by id").ShouldBe("1|a\n3|b\n4|null");
        Rows("select id from t where g = 'b'").ShouldBe("3");
    }

    [Fact]
    public void Files_without_ids_are_known_when_nothing_tells_of_their_writer_any_more()
    {
        _lake.Run("create table t (id int, name varchar)");
        Append("select 'x' as name, 1 as id", null);
        Change(t => t.SetProperties(new Dictionary<string, string> { ["schema.name-mapping.default"] = "[{\"field-id\":1,\"names\":[\"id\"]},{\"field-id\":2,\"names\":[\"name\"]}]" }));
        Rows("select * from t").ShouldBe("1|x");
        _lake.Run("insert into t values (2, 'y')");
        SnapshotExpiry.Run(Load(), DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, keep: 1).Snapshots.ShouldNotBeEmpty();
        Rows("select * from t order by id").ShouldBe("1|x\n2|y");
    }

    [Fact]
    public void Deleted_positions_are_found_however_their_file_is_spelled()
    {
        _lake.Run("create table t as select range as id from range(5); insert into t select range + 10 from range(2)");
        var path = LocalPath.FromLocation(Load().NewScan().PlanFiles().MaxBy(task => task.File.RecordCount).ShouldNotBeNull().File.Path);
        var deletes = Write($"select 'file:{path}' as file_path, 1::bigint as pos union all select '{path}', 3", "file_path: 2147483546, pos: 2147483545");
        Change(t => t.Change(new RowChange { AddedDeletes = [deletes with { Content = FileContent.PositionDeletes }] }));
        Rows("select id from t order by id").ShouldBe("0\n2\n4\n10\n11");
        _lake.Run("delete from t where id = 4");
        Rows("select count(*) from t").ShouldBe("4");
    }

    [Fact]
    public void Defaults_of_every_shape_are_read()
    {
        _lake.Run("create table t tblproperties ('format-version' = '3') as select 1 as id");
        Change(t => t.UpdateSchema(s => s
            .AddColumn("n", PrimitiveType.Int, defaultJson: "7")
            .AddColumn("b", PrimitiveType.Binary, defaultJson: "\"00ff\"")
            .AddColumn("s", new StructType([new(1, "x", PrimitiveType.Int) { InitialDefault = "5" }, new(2, "y", PrimitiveType.String)]), defaultJson: "{}")
            .AddColumn("l", new ListType(1, PrimitiveType.String), defaultJson: "[\"it's, \\\\ all\", null]")
            .AddColumn("m", new MapType(1, PrimitiveType.String, 2, PrimitiveType.Date), defaultJson: "{\"keys\":[\"k\"],\"values\":[\"2024-05-01\"]}")));
        Rows("select * from t").ShouldBe("1|7|x00FF|{x: 5, y: null}|[it's, \\ all, null]|<k: 2024-05-01>");
        Delete("select 7 as n", [2], "n: 2");
        Rows("select count(*) from t").ShouldBe("0");
    }

    [Fact]
    public void Types_that_nobody_can_write_here_are_read()
    {
        var schema = new Schema(
            0,
            [
                new(1, "id", PrimitiveType.Int), new(2, "place", PrimitiveType.Geometry(null)),
                new(3, "nothing", PrimitiveType.Unknown), new(4, "code", PrimitiveType.Fixed(2)),
            ]);
        _lake.NewCatalog().CreateTable(Id, new TableDefinition(schema) { Properties = ImmutableSortedDictionary<string, string>.Empty.Add("format-version", "3") });
        Append("select 1 as id, 'POINT (1 2)'::geometry as place, '\\x01\\x02'::blob as code", "id: 1, place: 2, code: 4");
        Rows("select id, place::varchar, nothing, code from t").ShouldBe("1|POINT (1 2)|null|x0102");
        var refused = Should.Throw<DiagnosticException>(() => _lake.Run("insert into t (id) values (2)")).Diagnostic;
        refused.Rule.ShouldBe(EngineRules.UnsupportedType);
        refused.Message.ShouldContain("'place' of the type geometry");
        _lake.Run("delete from t where id = 1");
        Rows("select count(*) from t").ShouldBe("0");
    }

    public void Dispose() => _lake.Dispose();

    /// <summary>As another run sees the table.</summary>
    private string Rows(string sql)
    {
        using var engine = _lake.NewEngine();
        using var session = engine.OpenSession();
        return Lakehouse.Query(session, sql);
    }

    private Table Load() => _lake.NewCatalog().LoadTable(Id);

    private void Change(Action<Transaction> change)
    {
        var transaction = Load().NewTransaction();
        change(transaction);
        transaction.Commit();
    }

    private void Delete(string rows, int[] equality, string fieldIds, string? type = null, PartitionTuple? partition = null, int spec = 0)
    {
        var file = Write(type is null ? rows : $"select s::{type} as s from ({rows})", fieldIds);
        Change(t => t.Change(new RowChange
        {
            AddedDeletes = [file with { Content = FileContent.EqualityDeletes, EqualityIds = [.. equality], SpecId = spec, Partition = partition ?? PartitionTuple.Empty }],
        }));
    }

    private void Append(string rows, string? fieldIds, PartitionTuple? partition = null)
    {
        var file = Write(rows, fieldIds);
        Change(t => t.Append([file with { SpecId = Load().Metadata.DefaultSpecId, Partition = partition ?? PartitionTuple.Empty }]));
    }

    /// <summary>A file as another writer would name it.</summary>
    private DataFile Write(string rows, string? fieldIds)
    {
        var path = $"{LocalPath.FromLocation(Load().DataLocation)}/foreign{_files++}.parquet";
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        _lake.Query($"copy ({rows}) to '{path}' (format parquet{(fieldIds is null ? "" : $", field_ids {{{fieldIds}}}")})");
        return new DataFile { Path = LocalPath.ToLocation(path), RecordCount = 2, FileSizeInBytes = new FileInfo(path).Length };
    }
}
