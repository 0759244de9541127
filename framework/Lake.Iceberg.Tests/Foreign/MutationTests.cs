using System.Buffers.Binary;
using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Puffin;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Views;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>
/// Damaged metadata, Avro and Puffin files end in a diagnostic, or are read and planned; never in another exception, a
/// hang or memory without end. <c>LAKE_TEST_MUTATIONS</c> says how often each kind is tried.
/// </summary>
public sealed class MutationTests : IDisposable
{
    private const long MostBytes = 64L << 20;
    private const int BlobOffset = 4;
    private readonly Warehouse _warehouse = new();

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("LAKE_TEST_MUTATIONS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 2000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Metadata(int seed, bool isJson)
    {
        var table = Make();
        Check(seed, table, table.MetadataLocation ?? "", isJson ? Mutation.OfJson : Mutation.OfBytes, (io, file) =>
        {
            var metadata = MetadataFile.Read(io, file);
            MetadataFile.Write(metadata);
            return new TableScan(new Table(new FileSystemCatalog(table.Location, io), table.Identifier, metadata, file));
        });
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Manifest_lists(int seed, bool isUnpacked)
    {
        var table = Make();
        Check(seed, table, table.Metadata.CurrentSnapshot?.ManifestList ?? "", Mutation.OfBytes, (io, file) =>
        {
            ManifestListReader.Read(io, table.Metadata.Snapshots[0] with { ManifestList = file });
            return new TableScan(new Table(new FileSystemCatalog(table.Location, io), table.Identifier, table.Metadata, null));
        }, isUnpacked);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public void Manifests(int seed, bool isUnpacked)
    {
        var table = Make();
        var manifest = ManifestListReader.Read(table.Io, table.Metadata.CurrentSnapshot.ShouldNotBeNull())[seed % 2];
        Check(seed, table, manifest.Path, Mutation.OfBytes, (io, file) =>
        {
            ManifestReader.Read(io, table.Metadata, manifest with { Path = file });
            return new TableScan(new Table(new FileSystemCatalog(table.Location, io), table.Identifier, table.Metadata, null));
        }, isUnpacked);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Deletion_vectors(int seed, bool hasChecksum)
    {
        var table = Make();
        var data = table.NewScan().PlanFiles()[0].File;
        var vector = DeletionVectorWriter.Write(table.Io, table.DataLocation + "/d.puffin", [(data, Enumerable.Range(0, 6000).Select(i => (long)i * 3).Append(1L << 40))])[0];
        Check(seed, table, vector.Path, (original, random) => hasChecksum ? Signed(original, random) : Mutation.OfBytes(original, random), (io, _) =>
        {
            DeletionVector.Read(io, vector with { RecordCount = hasChecksum ? long.MaxValue : vector.RecordCount });
            return null;
        });
        vector.ContentOffset.ShouldBe(BlobOffset);

        byte[] Signed(byte[] original, Random random)
        {
            var length = (int)(vector.ContentSizeInBytes ?? 0);
            var content = Mutation.OfBytes(original[(BlobOffset + 8)..(BlobOffset + length - 4)], random);
            Array.Resize(ref content, length - 12);
            content.CopyTo(original, BlobOffset + 8);
            BinaryPrimitives.WriteUInt32BigEndian(original.AsSpan(BlobOffset + length - 4), Crc32.Of(original.AsSpan(BlobOffset + 4, length - 8)));
            return original;
        }
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void Views(int seed, bool isJson)
    {
        _warehouse.Catalog.CreateNamespace(Warehouse.Orders.Namespace);
        _warehouse.Catalog.CreateOrReplaceView(new("shop", "v"), new ViewDefinition("select 1 as id", Warehouse.OrdersSchema) { DefaultNamespace = ["shop"] });
        var file = Directory.GetFiles(_warehouse.Path, "*.view.json", SearchOption.AllDirectories)[0];
        var table = Make();
        Check(seed, table, LocalPath.ToLocation(file), isJson ? Mutation.OfJson : Mutation.OfBytes, (io, location) =>
        {
            MetadataFile.Parse(location, io.Read(location), ViewMetadataJson.Read);
            return null;
        });
    }

    public void Dispose() => _warehouse.Dispose();

    /// <summary>With data and deletes, columns that have come and gone, and a tag.</summary>
    private Table Make()
    {
        var table = _warehouse.Create(new PartitionBy("customer", Transform.Identity), new PartitionBy("at", Transform.Day));
        var transaction = table.NewTransaction();
        transaction.Append("abc".Select(name => Warehouse.File(table, name.ToString(), 10, $"customer {name}", (int)name)));
        transaction.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(table, "d") with { Partition = new PartitionTuple(["customer a", 97]) }] });
        transaction.UpdateSchema(s => s.AddColumn("note", PrimitiveType.String).RenameColumn("customer", "buyer"));
        transaction.SetProperties(new Dictionary<string, string> { ["note"] = "x" });
        table = transaction.Commit();
        var tag = table.NewTransaction();
        tag.SetRef("first", new SnapshotRef(table.Metadata.CurrentSnapshotId ?? 0, IsBranch: false));
        return tag.Commit();
    }

    /// <summary>Of what kind a value is, whoever filters knows by the type of the column.</summary>
    private static ScanFilter Filter(TableScan scan) => ScanFilter.And(
    [
        .. scan.Schema.AllFields.Select(f => f.Field.Type switch
        {
            PrimitiveType { Kind: PrimitiveKind.Long } => ScanFilter.Column(f.Field.Id, ScanOperator.Greater, 5L),
            PrimitiveType { Kind: PrimitiveKind.String } => ScanFilter.Or(ScanFilter.Column(f.Field.Id, ScanOperator.StartsWith, "customer"), ScanFilter.Column(f.Field.Id, ScanOperator.IsNull)),
            PrimitiveType { Kind: PrimitiveKind.Timestamp } => ScanFilter.Column(f.Field.Id, ScanOperator.Less, -1L),
            _ => ScanFilter.Column(f.Field.Id, ScanOperator.IsNotNull),
        }),
    ]);

    /// <param name="read">Gives what can be planned then.</param>
    private static void Check(int seed, Table table, string file, Func<byte[], Random, byte[]> damage, Func<IFileIO, string, TableScan?> read, bool isUnpacked = false)
    {
        var original = isUnpacked ? Mutation.Unpack(table.Io.Read(file)) : table.Io.Read(file);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = damage([.. original], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isRead = false;
            try
            {
                var scan = read(new DamagedFile(table.Io, file, damaged), file);
                isRead = true;
                scan?.PlanFiles();
                scan?.Where(Filter(scan)).PlanFiles();
            }
            catch (DiagnosticException e)
            {
                (isRead || e.Diagnostic.Message.Contains(Path.GetFileName(file), StringComparison.Ordinal)).ShouldBeTrue(e.Diagnostic.Message);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, round {round}: {e.Message}", e);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"seed {seed}, round {round}");
        }
    }
}
