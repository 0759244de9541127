using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>Damaged metadata and Avro end in a diagnostic, or are read; never in another exception, a hang or memory without end.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Rounds = 4000;
    private const long MostBytes = 64L << 20;
    private readonly Warehouse _warehouse = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Metadata(int seed) => Check(seed, _warehouse.Catalog.LoadTable(Make()).MetadataLocation ?? "", (io, table, file) =>
        _ = new TableScan(table with { Metadata = MetadataFile.Read(io, file) }).Schema.AllFields.Length);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Manifest_lists(int seed) => Check(seed, _warehouse.Catalog.LoadTable(Make()).Metadata.CurrentSnapshot?.ManifestList ?? "", (io, table, file) =>
        ManifestListReader.Read(io, table.Metadata.Snapshots[0] with { ManifestList = file }));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Manifests(int seed)
    {
        var table = _warehouse.Catalog.LoadTable(Make());
        var manifest = ManifestListReader.Read(table.Io, table.Metadata.CurrentSnapshot.ShouldNotBeNull())[0];
        Check(seed, manifest.Path, (io, read, file) => ManifestReader.Read(io, read.Metadata, manifest with { Path = file }));
    }

    public void Dispose() => _warehouse.Dispose();

    private TableIdentifier Make()
    {
        var table = _warehouse.Create(new PartitionBy("customer", Transform.Identity), new PartitionBy("at", Transform.Day));
        var transaction = table.NewTransaction();
        transaction.Append("abc".Select(name => Warehouse.File(table, name.ToString(), 10, $"customer {name}", (int)name)));
        transaction.Commit();
        return Warehouse.Orders;
    }

    private void Check(int seed, string file, Action<IFileIO, Table, string> read)
    {
        var table = _warehouse.Catalog.LoadTable(Warehouse.Orders);
        var original = table.Io.Read(file);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var memory = new OneFile(Mutate(original, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(memory, table, file);
            }
            catch (DiagnosticException e)
            {
                e.Diagnostic.Message.ShouldContain(Path.GetFileName(file));
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"seed {seed}, round {round}");
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xff, length));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private sealed class OneFile(byte[] content) : IFileIO
    {
        public byte[]? TryRead(string location) => content;

        public bool Exists(string location) => true;

        public string Canonical(string location) => location;

        public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => throw new InvalidOperationException();

        public void Flush(IReadOnlyCollection<string> locations) => throw new InvalidOperationException();

        public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) => throw new InvalidOperationException();

        public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) => throw new InvalidOperationException();

        public void Delete(string location) => throw new InvalidOperationException();

        public IReadOnlyList<string> ListFiles(string folder) => [];

        public IReadOnlyList<string> ListFolders(string folder) => [];

        public IEnumerable<StoredFile> ListAll(string folder) => [];

        public void CreateFolder(string folder) => throw new InvalidOperationException();

        public void DeleteEmptyFolders(string folder) => throw new InvalidOperationException();
    }
}
