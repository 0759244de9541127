using System.Text;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Metadata;

/// <summary>Metadata files, good and bad: cases lie in <c>Cases/</c> and <c>Malformed/</c>.</summary>
public sealed class MetadataFileTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    public static TheoryData<string> Cases => Files("Cases", "*.json");

    public static TheoryData<string> MalformedCases => Files("Malformed", "*.json");

    /// <summary>The baseline beside a case is what we write of it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Metadata_are_read_and_written(string name)
    {
        var path = Baseline.Folder(["Cases", name]);
        var metadata = MetadataFile.Parse(name, File.ReadAllBytes(path), TableMetadataJson.Read);
        Baseline.Check(Path.ChangeExtension(path, ".written"), Encoding.UTF8.GetString(MetadataFile.Write(metadata)) + "\n");
        var written = MetadataFile.Parse(name, MetadataFile.Write(metadata), TableMetadataJson.Read);
        MetadataFile.Write(written).ShouldBe(MetadataFile.Write(metadata));
    }

    /// <summary>The baseline beside a case is the diagnostic.</summary>
    [Theory]
    [MemberData(nameof(MalformedCases))]
    public void Malformed_metadata_are_described(string name)
    {
        var path = Baseline.Folder(["Malformed", name]);
        var diagnostic = Should.Throw<DiagnosticException>(() => MetadataFile.Parse(name, File.ReadAllBytes(path), TableMetadataJson.Read)).Diagnostic;
        diagnostic.Message.ShouldContain(name);
        Baseline.Check(Path.ChangeExtension(path, ".txt"), DiagnosticText.Draw(diagnostic));
    }

    [Theory]
    [InlineData("*-m0.avro")]
    [InlineData("snap-*.avro")]
    public void A_damaged_manifest_is_named(string pattern)
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        var file = Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", pattern)[0];
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        Check(IcebergRules.CorruptManifest);
        File.WriteAllText(file, "");
        Check(IcebergRules.CorruptManifest);
        File.Delete(file);
        Check(IcebergRules.MissingFile);

        void Check(DiagnosticRule rule)
        {
            var diagnostic = Should.Throw<DiagnosticException>(() => table.NewScan().PlanFiles()).Diagnostic;
            diagnostic.Rule.ShouldBe(rule);
            diagnostic.Message.ShouldContain(Path.GetFileName(file));
            diagnostic.Hint.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_damaged_metadata_file_is_named()
    {
        _warehouse.Create();
        File.WriteAllText($"{_warehouse.Path}/shop/orders/metadata/v1.metadata.json", "");
        var diagnostic = Should.Throw<DiagnosticException>(() => _warehouse.Catalog.TryLoadTable(Warehouse.Orders)).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.CorruptMetadata);
        diagnostic.Message.ShouldContain("v1.metadata.json");
        _warehouse.Catalog.DropTable(Warehouse.Orders).ShouldBeTrue();
        _warehouse.Catalog.TryLoadTable(Warehouse.Orders).ShouldBeNull();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("v1")]
    [InlineData("9")]
    [InlineData("no number")]
    public void A_hint_is_only_a_hint(string hint)
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        File.WriteAllText($"{_warehouse.Path}/shop/orders/metadata/version-hint.text", hint);
        ForeignTable.Open(LocalFileIO.Instance, table.Location, PathMapping.None).Metadata.Snapshots.Length.ShouldBe(hint == "v1" ? 0 : 1);
        _warehouse.NewCatalog().LoadTable(Warehouse.Orders).Metadata.Snapshots.ShouldHaveSingleItem();
    }

    [Fact]
    public void Tables_of_format_1_are_upgraded_before_they_are_written_to()
    {
        var table = _warehouse.Create();
        Edit("\"format-version\": 2", "\"format-version\": 1");
        var transaction = _warehouse.Catalog.LoadTable(Warehouse.Orders).NewTransaction();
        Should.Throw<DiagnosticException>(() => transaction.Append([Warehouse.File(table, "a")])).Diagnostic.Hint.ShouldNotBeNull().ShouldContain("format-version");
        transaction.SetProperties(new Dictionary<string, string> { ["format-version"] = "2" });
        transaction.Append([Warehouse.File(table, "a")]);
        Warehouse.Files(transaction.Commit()).ShouldBe(["a"]);
        _warehouse.Read(Warehouse.Orders).Properties.ShouldNotContainKey("format-version");
    }

    [Fact]
    public void No_table_of_an_unknown_format_is_made() => Should.Throw<DiagnosticException>(() => _warehouse.Catalog.CreateTable(
        Warehouse.Orders,
        new TableDefinition(Warehouse.OrdersSchema) { Properties = TableMetadataProperties("format-version", "4") }))
        .Diagnostic.Rule.ShouldBe(IcebergRules.UnsupportedFormat);

    public void Dispose() => _warehouse.Dispose();

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> TableMetadataProperties(string key, string value) =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(key, value);

    private static TheoryData<string> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Baseline.Folder([folder]), pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private void Edit(string from, string to)
    {
        var file = $"{_warehouse.Path}/shop/orders/metadata/v1.metadata.json";
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
    }
}
