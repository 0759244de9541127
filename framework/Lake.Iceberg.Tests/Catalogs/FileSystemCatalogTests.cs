using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Views;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Catalogs;

public sealed class FileSystemCatalogTests : IDisposable
{
    private static readonly TableNamespace Shop = new("shop");
    private readonly Warehouse _warehouse = new();

    private FileSystemCatalog Catalog => _warehouse.Catalog;

    private string Metadata => $"{_warehouse.Path}/shop/orders/metadata";

    [Fact]
    public void Namespaces_come_and_go()
    {
        Catalog.NamespaceExists(Shop).ShouldBeFalse();
        Catalog.CreateNamespace(Shop);
        Catalog.CreateNamespace(Shop);
        Catalog.CreateNamespace(new TableNamespace(["a", "b"]));
        Catalog.NamespaceExists(Shop).ShouldBeTrue();
        Catalog.ListNamespaces().Select(n => n.ToString()).ShouldBe(["a", "a.b", "shop"]);
        Catalog.DropNamespace(Shop).ShouldBeTrue();
        Catalog.DropNamespace(Shop).ShouldBeFalse();
        Catalog.NamespaceExists(Shop).ShouldBeFalse();
    }

    [Fact]
    public void A_namespace_with_tables_stays()
    {
        _warehouse.Create();
        Should.Throw<DiagnosticException>(() => Catalog.DropNamespace(Shop)).Diagnostic.Rule.ShouldBe(IcebergRules.NamespaceNotEmpty);
        Catalog.ListTables(Shop).ShouldBe([Warehouse.Orders]);
        Catalog.ListNamespaces().ShouldBe([Shop]);
    }

    /// <summary>What is left of a first writer that died is no schema.</summary>
    [Theory]
    [InlineData("orders/data")]
    [InlineData("orders/metadata")]
    [InlineData("orders/data/day=2025-06-01/a.parquet")]
    [InlineData("orders/metadata/.3f2a.tmp")]
    [InlineData("orders/metadata/a-m0.avro")]
    public void A_table_that_was_never_finished_is_not_there(string leftOver)
    {
        var path = $"{_warehouse.Path}/shop/{leftOver}";
        Directory.CreateDirectory(Path.GetExtension(path).Length > 0 ? Path.GetDirectoryName(path) ?? path : path);
        if (Path.GetExtension(path).Length > 0)
        {
            File.WriteAllText(path, "half a fi");
        }

        Catalog.ListNamespaces().ShouldBe([Shop]);
        Catalog.ListTables(Shop).ShouldBeEmpty();
        Warehouse.Files(Warehouse.Append(_warehouse.Create(), "a")).ShouldBe(["a"]);
    }

    [Fact]
    public void Tables_and_schemas_may_be_called_as_the_folders_of_tables_are()
    {
        foreach (var name in (string[])["data", "metadata"])
        {
            Catalog.CreateNamespace(new TableNamespace(name));
            foreach (var table in (string[])["data", "metadata"])
            {
                Catalog.CreateTable(new TableIdentifier(name, table), new TableDefinition(Warehouse.OrdersSchema));
            }
        }

        Catalog.ListNamespaces().Select(n => n.ToString()).ShouldBe(["data", "metadata"]);
        Catalog.ListNamespaces().SelectMany(Catalog.ListTables).Count().ShouldBe(4);
    }

    [Fact]
    public void A_table_cannot_be_a_namespace()
    {
        _warehouse.Create();
        Should.Throw<DiagnosticException>(() => Catalog.CreateNamespace(new TableNamespace(["shop", "orders"])))
            .Diagnostic.Rule.ShouldBe(IcebergRules.AlreadyExists);
    }

    [Fact]
    public void Dropping_removes_what_the_table_knows_and_nothing_else()
    {
        var table = _warehouse.Create();
        Directory.CreateDirectory($"{_warehouse.Path}/shop/orders/data");
        File.WriteAllText($"{_warehouse.Path}/shop/orders/data/a.parquet", "x");
        File.WriteAllText($"{_warehouse.Path}/shop/orders/notes.txt", "mine");
        Warehouse.Append(table, "a");

        Catalog.DropTable(Warehouse.Orders).ShouldBeTrue();
        Catalog.DropTable(Warehouse.Orders).ShouldBeFalse();
        Catalog.ListTables(Shop).ShouldBeEmpty();
        Directory.GetFiles($"{_warehouse.Path}/shop", "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)).ShouldBe(["notes.txt"]);
    }

    [Fact]
    public void A_dropped_table_leaves_no_folder()
    {
        Warehouse.Append(_warehouse.Create(), "a");
        Catalog.DropTable(Warehouse.Orders);
        Directory.Exists($"{_warehouse.Path}/shop/orders").ShouldBeFalse();
    }

    [Fact]
    public void A_table_whose_files_must_stay_loses_its_metadata_only()
    {
        var transaction = _warehouse.Create().NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["gc.enabled"] = "false" });
        transaction.Append([Warehouse.File(transaction.Stage(), "a")]);
        transaction.Commit();
        Catalog.DropTable(Warehouse.Orders).ShouldBeTrue();
        Directory.GetFiles(Metadata, "*.avro").Length.ShouldBe(2);
        Catalog.TryLoadTable(Warehouse.Orders).ShouldBeNull();
    }

    [Fact]
    public void A_renamed_table_keeps_its_rows_history_and_identity()
    {
        var before = Warehouse.Append(_warehouse.Create(), "a");
        var to = new TableIdentifier("shop", "sales");
        Catalog.RenameTable(Warehouse.Orders, to);

        Catalog.ListTables(Shop).ShouldBe([to]);
        var after = Catalog.LoadTable(to);
        after.Metadata.TableUuid.ShouldBe(before.Metadata.TableUuid);
        after.Location.ShouldEndWith("/shop/sales");
        Warehouse.Files(Warehouse.Append(after, "b")).ShouldBe(["a", "b"]);
        _warehouse.Create();
        Catalog.DropTable(to).ShouldBeTrue();
        Directory.GetFiles(Metadata, "*.avro").ShouldBeEmpty();
        Catalog.ListTables(Shop).ShouldBe([Warehouse.Orders]);
    }

    [Fact]
    public void A_copied_table_is_not_taken_for_the_original()
    {
        Warehouse.Append(_warehouse.Create(), "a");
        Directory.Move($"{_warehouse.Path}/shop", $"{_warehouse.Path}/store");
        var diagnostic = Should.Throw<DiagnosticException>(() => Catalog.TryLoadTable(new TableIdentifier("store", "orders"))).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.MovedTable);
        diagnostic.Message.ShouldContain("/shop/orders");
    }

    [Fact]
    public void A_warehouse_may_be_reached_by_a_link()
    {
        Warehouse.Append(_warehouse.Create(), "a");
        using var elsewhere = new Lake.Testing.TemporaryFolder();
        Directory.CreateSymbolicLink(elsewhere["link"], _warehouse.Path);
        var table = new FileSystemCatalog(LocalPath.ToLocation(elsewhere["link"])).LoadTable(Warehouse.Orders);
        Warehouse.Files(Warehouse.Append(table, "b")).ShouldBe(["a", "b"]);
        Warehouse.Files(Catalog.LoadTable(Warehouse.Orders)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Renaming_needs_a_table_and_a_free_name()
    {
        _warehouse.Create();
        Should.Throw<DiagnosticException>(() => Catalog.RenameTable(new TableIdentifier("shop", "x"), new TableIdentifier("shop", "y")))
            .Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchTable);
        Should.Throw<DiagnosticException>(() => Catalog.RenameTable(Warehouse.Orders, Warehouse.Orders))
            .Diagnostic.Rule.ShouldBe(IcebergRules.AlreadyExists);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("no number\n")]
    [InlineData(null)]
    public void A_wrong_hint_does_no_harm(string? hint)
    {
        Warehouse.Append(Warehouse.Append(_warehouse.Create(), "a"), "b");
        File.Delete($"{Metadata}/version-hint.text");
        if (hint is not null)
        {
            File.WriteAllText($"{Metadata}/version-hint.text", hint);
        }

        Warehouse.Files(Catalog.LoadTable(Warehouse.Orders)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_half_written_temporary_file_is_no_version()
    {
        _warehouse.Create();
        File.WriteAllText($"{Metadata}/.0123.tmp", "{ half");
        Warehouse.Files(Warehouse.Append(Catalog.LoadTable(Warehouse.Orders), "a")).ShouldBe(["a"]);
    }

    [Fact]
    public void A_compressed_version_of_another_writer_is_read_and_not_overwritten()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        using (var file = File.Create($"{Metadata}/v3.gz.metadata.json"))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress))
        {
            gzip.Write(File.ReadAllBytes($"{Metadata}/v2.metadata.json"));
        }

        Warehouse.Append(table, "b").MetadataLocation.ShouldNotBeNull().ShouldEndWith("/v4.metadata.json");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("größe %41 +")]
    [InlineData("日本")]
    public void Strange_names_are_taken_literally(string name)
    {
        var identifier = new TableIdentifier("s p", name);
        var table = Catalog.CreateTable(identifier, new TableDefinition(Warehouse.OrdersSchema));
        table.Location.ShouldBe($"file://{_warehouse.Path}/s p/{name}");
        Warehouse.Files(Warehouse.Append(table, "a")).ShouldBe(["a"]);
        File.Exists($"{_warehouse.Path}/s p/{name}/metadata/v2.metadata.json").ShouldBeTrue();
        Catalog.ListTables(new TableNamespace("s p")).ShouldBe([identifier]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public void Names_that_are_no_folders_are_refused(string name) =>
        Should.Throw<DiagnosticException>(() => Catalog.TryLoadTable(new TableIdentifier("shop", name))).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidName);

    [Fact]
    public void Views_are_kept_replaced_and_dropped()
    {
        var identifier = new TableIdentifier("shop", "recent");
        var definition = new ViewDefinition("select id from shop.orders", new Schema(0, [new NestedField(9, "id", PrimitiveType.Long) { Doc = "key" }]))
        {
            DefaultNamespace = ["shop"],
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("comment", "new ones"),
        };
        Catalog.CreateOrReplaceView(identifier, definition);
        var view = _warehouse.NewCatalog().TryLoadView(identifier).ShouldNotBeNull();
        view.Sql("DuckDB").ShouldBe("select id from shop.orders");
        view.Metadata.Schema.Fields[0].ShouldBe(new NestedField(1, "id", PrimitiveType.Long) { Doc = "key" });
        view.Metadata.Properties["comment"].ShouldBe("new ones");
        Catalog.ListViews(Shop).ShouldBe([identifier]);
        Catalog.ListTables(Shop).ShouldBeEmpty();

        var second = Catalog.CreateOrReplaceView(identifier, definition with { Sql = "select 1 as id" });
        second.Version.VersionId.ShouldBe(2);
        second.Metadata.ViewUuid.ShouldBe(view.Metadata.ViewUuid);
        Catalog.CreateOrReplaceView(identifier, definition).Version.VersionId.ShouldBe(1);
        Catalog.TryLoadView(identifier).ShouldNotBeNull().Metadata.VersionLog.Length.ShouldBe(3);

        Catalog.DropView(identifier).ShouldBeTrue();
        Catalog.DropView(identifier).ShouldBeFalse();
        Catalog.TryLoadView(identifier).ShouldBeNull();
    }

    [Fact]
    public void A_table_and_a_view_cannot_share_a_name()
    {
        _warehouse.Create();
        var definition = new ViewDefinition("select 1", Warehouse.OrdersSchema);
        Should.Throw<DiagnosticException>(() => Catalog.CreateOrReplaceView(Warehouse.Orders, definition)).Diagnostic.Rule.ShouldBe(IcebergRules.AlreadyExists);
        var view = new TableIdentifier("shop", "v");
        Catalog.CreateOrReplaceView(view, definition);
        Should.Throw<DiagnosticException>(() => Catalog.CreateTable(view, new TableDefinition(Warehouse.OrdersSchema)))
            .Diagnostic.Rule.ShouldBe(IcebergRules.AlreadyExists);
    }

    [Fact]
    public void A_warehouse_that_cannot_be_written_is_named()
    {
        File.WriteAllText($"{_warehouse.Path}/file", "");
        var catalog = new FileSystemCatalog(LocalPath.ToLocation($"{_warehouse.Path}/file"));
        var diagnostic = Should.Throw<DiagnosticException>(() => catalog.CreateTable(Warehouse.Orders, new TableDefinition(Warehouse.OrdersSchema))).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.WarehouseUnwritable);
        diagnostic.Message.ShouldContain("/file/shop/orders/metadata/");
    }

    [Fact]
    public void A_full_disk_is_told_from_other_failures()
    {
        StorageFailure.Describe("file:///x", new IOException("no space", 28)).Rule.ShouldBe(IcebergRules.DiskFull);
        StorageFailure.Describe("file:///x", new UnauthorizedAccessException("no")).Rule.ShouldBe(IcebergRules.WarehouseUnwritable);
    }

    [Fact]
    public void Locations_elsewhere_are_refused() => Should.Throw<DiagnosticException>(() => LocalFileIO.Instance.TryRead("s3://bucket/key"))
        .Diagnostic.Rule.ShouldBe(IcebergRules.UnsupportedLocation);

    public void Dispose() => _warehouse.Dispose();
}
