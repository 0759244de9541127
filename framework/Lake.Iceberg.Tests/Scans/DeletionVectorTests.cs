using System.Buffers.Binary;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Puffin;
using Lake.Iceberg.Storage;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Scans;

public sealed class DeletionVectorTests
{
    /// <summary>Written by Spark: position 0 alone.</summary>
    private const string SparkBlob = "00000022d1d339640100000000000000000000003a3000000100000000000000100000000000f7a6b4b5";

    [Fact]
    public void A_vector_of_another_writer_is_read() =>
        DeletionVector.ReadBlob(Convert.FromHexString(SparkBlob)).ShouldBe([0]);

    [Fact]
    public void All_kinds_of_containers_are_read()
    {
        var bitmap = new byte[8192];
        bitmap[0] = 0b101;
        bitmap[8191] = 0x80;
        List<byte> bytes = [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0];
        bytes.AddRange([0x3b, 0x30, 2, 0, 0b010]);
        bytes.AddRange([0, 0, 1, 0, 1, 0, 2, 0, 2, 0, 0xff, 0x1f]);
        bytes.AddRange([5, 0, 9, 0]);
        bytes.AddRange([1, 0, 7, 0, 2, 0]);
        bytes.AddRange(bitmap);
        const long High = 2L << 32;
        RoaringBitmap.Read(bytes.ToArray()).ShouldBe(
        [
            High + 5, High + 9, High + 65536 + 7, High + 65536 + 8, High + 65536 + 9, High + 131072, High + 131074, High + 131072 + 65535,
        ]);
    }

    [Fact]
    public void A_vector_is_written_as_another_writer_does() => Convert.ToHexStringLower(DeletionVector.WriteBlob([0])).ShouldBe(SparkBlob);

    [Fact]
    public void What_is_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        List<long>[] all =
        [
            [3],
            [.. Enumerable.Range(0, 4096).Select(i => i * 2L)],
            [.. Enumerable.Range(0, 5000).Select(i => i * 3L), 65536, 1 << 20, (5L << 32) + 7],
        ];
        var data = all.Select((_, i) => new DataFile { Path = $"file:///d/{i}.parquet", RecordCount = long.MaxValue, FileSizeInBytes = 1 });
        var vectors = DeletionVectorWriter.Write(LocalFileIO.Instance, LocalPath.ToLocation(folder["dv.puffin"]), [.. data.Zip(all.Select(p => p.AsEnumerable().Reverse()))]);
        vectors.Select(v => string.Join(",", DeletionVector.Read(LocalFileIO.Instance, v))).ShouldBe(all.Select(p => string.Join(",", p)));
        vectors.Select(v => v.ReferencedDataFile).ShouldBe(["file:///d/0.parquet", "file:///d/1.parquet", "file:///d/2.parquet"]);
        vectors.ShouldAllBe(v => v.FileSizeInBytes == new FileInfo(folder["dv.puffin"]).Length && v.IsDeletionVector);
    }

    [Fact]
    public void A_few_bytes_do_not_stand_for_more_rows_than_there_are() => Should.Throw<InvalidDataException>(() => RoaringBitmap.Read(
        [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3b, 0x30, 0, 0, 1, 0, 0, 0xff, 0xff, 1, 0, 0, 0, 0xff, 0xff], most: 10)).Message.ShouldContain("more than");

    [Theory]
    [InlineData("not-puffin", "not a Puffin file")]
    [InlineData("outside-of-file", "lies outside")]
    [InlineData("wrong-length", "its length is wrong")]
    [InlineData("wrong-magic", "does not begin as it should")]
    [InlineData("wrong-checksum", "its checksum is wrong")]
    [InlineData("wrong-cardinality", "1 positions instead of 2")]
    public void Damaged_vectors_are_described(string damage, string message)
    {
        using var folder = new TemporaryFolder();
        var blob = Convert.FromHexString(SparkBlob);
        switch (damage)
        {
            case "wrong-length":
                BinaryPrimitives.WriteInt32BigEndian(blob, 7);
                break;
            case "wrong-magic":
                blob[4] = 0;
                break;
            case "wrong-checksum":
                blob[^1] ^= 1;
                break;
        }

        File.WriteAllBytes(folder["dv"], [.. damage == "not-puffin" ? "XXXX"u8 : "PFA1"u8, .. blob]);
        var file = new DataFile
        {
            Content = FileContent.PositionDeletes,
            Format = "PUFFIN",
            Path = LocalPath.ToLocation(folder["dv"]),
            RecordCount = damage == "wrong-cardinality" ? 2 : 1,
            FileSizeInBytes = blob.Length + 4,
            ContentOffset = damage == "outside-of-file" ? 5 : 4,
            ContentSizeInBytes = blob.Length,
        };
        var diagnostic = Should.Throw<DiagnosticException>(() => DeletionVector.Read(LocalFileIO.Instance, file)).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.CorruptManifest);
        diagnostic.Message.ShouldContain(message);
    }
}
