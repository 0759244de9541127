using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Streams whose files are objects of a bucket, which lists them in any order and in pages.</summary>
public sealed class ObjectStorageTests : IDisposable
{
    /// <summary>More than a page of a listing holds.</summary>
    private const int ManyFiles = 1005;

    private readonly TemporaryFolder _folder = new();
    private readonly string _root = $"s3://lake/load_{Guid.NewGuid():n}";
    private readonly S3FileIO _storage;

    [SuppressMessage("Reliability", "CA2000", Justification = "The files own their clients.")]
    public ObjectStorageTests() => _storage = new S3FileIO(new S3Clients(new S3Options().With(Servers.Storage(Servers.Minio))), new FileCache(_folder["cache"], FileCache.DefaultLimit));

    [Fact]
    public void More_objects_than_a_page_lists_are_loaded_once_each()
    {
        Parallel.For(0, ManyFiles, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => Put($"data/{i}.csv", $"id\n{i}\n"));
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(_folder["warehouse"])));
        using var session = engine.OpenSession();
        Stream("path: ROOT/data/*.csv\non_change: reload\ncolumns: {id: bigint}");
        Load(session).ShouldBe($"shop.orders: {ManyFiles} of {ManyFiles} files, {ManyFiles} rows, 0 rejected");
        Query(session, "select count(*), count(distinct id), sum(id), count(distinct _source_file) from shop.orders").ShouldBe("1005|1005|504510|1005");
        Query(session, "select distinct fingerprint like 'etag:%' from shop.orders__files").ShouldBe("True");
        Load(session).ShouldBe($"shop.orders: 0 of {ManyFiles} files, 0 rows, 0 rejected");

        // Of one length with the old one, and perhaps of one second.
        Put("data/7.csv", "id\n8\n");
        Load(session).ShouldBe($"shop.orders: 1 of {ManyFiles} files, 1 rows, 0 rejected");
        Query(session, "select count(*), count(*) filter (id = 7), count(*) filter (id = 8) from shop.orders").ShouldBe("1005|0|2");
    }

    [Fact]
    public void Loaded_objects_are_archived_in_the_bucket()
    {
        Put("data/a.jsonl", "{\"id\": 1}\n");
        Put("data/more/b.jsonl", "{\"id\": 2}\nno json\n");
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(_folder["warehouse"])));
        using var session = engine.OpenSession();
        Stream("path: ROOT/data\nformat: json\ncleanup: {files: archive, after: 0 days, archive: ROOT/done}");
        Load(session).ShouldContain("stream-cleaned: 2 files of stream 'shop.orders' were moved to ROOT/done");
        Objects().ShouldBe(["done/a.jsonl", "done/more/b.jsonl"]);
        Encoding.UTF8.GetString(_storage.TryRead($"{_root}/done/more/b.jsonl") ?? []).ShouldBe("{\"id\": 2}\nno json\n");
        Query(session, "select count(*), sum(id) from shop.orders").ShouldBe("2|3");
    }

    [Fact]
    public void Objects_are_registered_where_they_are()
    {
        using var engine = new DuckDbEngine(new FileSystemCatalog($"{_root}/warehouse", _storage));
        using var session = engine.OpenSession();
        PutParquet(session, "data/b.parquet", "select 2::bigint as id");
        PutParquet(session, "data/a.parquet", "select 1::bigint as id");
        Stream("path: ROOT/data/*.parquet\nregister: true\non_change: reload");
        Load(session).ShouldBe("shop.orders: 2 of 2 files, 2 rows, 0 rejected");
        Query(session, "select id, _source_file from shop.orders order by 1").ShouldBe("1|ROOT/data/a.parquet\n2|ROOT/data/b.parquet");
        Query(session, "select count(*) from lake_files('shop.orders') where file_path like '%/data/a.parquet'").ShouldBe("1");

        PutParquet(session, "data/a.parquet", "select 10::bigint as id");
        _storage.Delete($"{_root}/data/b.parquet");
        Load(session).ShouldBe("shop.orders: 1 of 1 files, 1 rows, 0 rejected\n  registered-file-gone: ROOT/data/b.parquet is gone, so it was taken out of shop.orders");
        Query(session, "select id from shop.orders").ShouldBe("10");
        session.Execute("drop table shop.orders").Dispose();
        Objects().Where(o => o.StartsWith("data/", StringComparison.Ordinal)).ShouldBe(["data/a.parquet"]);
    }

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
    }

    private void Put(string path, string text) => _storage.Write($"{_root}/{path}", Encoding.UTF8.GetBytes(text));

    private void PutParquet(IEngineSession session, string path, string query)
    {
        var local = _folder["made.parquet"];
        session.Execute($"COPY ({query}) TO '{local}' (FORMAT parquet)").Dispose();
        _storage.Write($"{_root}/{path}", File.ReadAllBytes(local));
    }

    private IEnumerable<string> Objects() => _storage.ListAll(_root).Select(f => f.Location[(_root.Length + 1)..]).Where(name => !name.StartsWith("warehouse/", StringComparison.Ordinal));

    private void Stream(string yaml) => _folder.Write("project/streams/shop/orders.yml", yaml.Replace("ROOT", _root, StringComparison.Ordinal));

    private string Load(IEngineSession session)
    {
        var (streams, problems) = StreamDefinitionReader.Read(null, StreamFile.Find(_folder.Path, ["project/streams"]));
        problems.ShouldBeEmpty();
        var storage = new WatchedFiles(_ => { }, _storage);
        return Said(LoadBed.Tell(StreamLoader.Load(streams, session, new LoadOptions(_folder.Path) { Storage = storage })));
    }

    private string Query(IEngineSession session, string sql)
    {
        using var result = session.Execute(sql);
        return Said(string.Join('\n', result.Rows.Select(row => string.Join('|', row.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))))));
    }

    private string Said(string text) => text.Replace(_root, "ROOT", StringComparison.Ordinal);
}
