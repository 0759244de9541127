using System.Collections.Immutable;
using Lake.Iceberg.Branches;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Jdbc;
using Lake.Iceberg.Maintenance;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Opening;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Views;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>What every catalog does in the same way. Each kind has a class that says how it is reached.</summary>
public abstract class CatalogConformance : IDisposable
{
    private readonly List<OpenCatalog> _open = [];
    private readonly Lazy<ICatalog> _catalog;

    protected CatalogConformance() => _catalog = new Lazy<ICatalog>(Open);

    protected TemporaryFolder Folder { get; } = new();

    protected TableNamespace Shop { get; } = new($"shop_{Guid.NewGuid():n}");

    /// <summary>Without <c>cache.path</c>.</summary>
    protected abstract ImmutableSortedDictionary<string, string> Properties { get; }

    protected ICatalog Catalog => _catalog.Value;

    private TableIdentifier Orders => new(Shop, "orders");

    [Fact]
    public void Namespaces()
    {
        Catalog.NamespaceExists(Shop).ShouldBeFalse();
        Catalog.DropNamespace(Shop).ShouldBeFalse();
        Catalog.ListTables(Shop).ShouldBeEmpty();

        Catalog.CreateNamespace(Shop);
        Catalog.CreateNamespace(Shop);
        Open().NamespaceExists(Shop).ShouldBeTrue();
        Catalog.ListNamespaces().ShouldContain(Shop);

        Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema));
        Refused(() => Catalog.DropNamespace(Shop)).ShouldBe(IcebergRules.NamespaceNotEmpty);
        Catalog.DropTable(Orders).ShouldBeTrue();
        Catalog.DropNamespace(Shop).ShouldBeTrue();
        Open().NamespaceExists(Shop).ShouldBeFalse();
        Catalog.ListNamespaces().ShouldNotContain(Shop);
    }

    [Fact]
    public void Namespaces_in_namespaces()
    {
        var north = new TableNamespace(Shop.Parts.Add("north"));
        Catalog.CreateNamespace(Shop);
        Catalog.CreateNamespace(north);
        Catalog.ListNamespaces().Where(ns => ns.Parts[0] == Shop.Parts[0]).ShouldBe([Shop, north], ignoreOrder: true);
        Catalog.CreateTable(new TableIdentifier(north, "orders"), new TableDefinition(Warehouse.OrdersSchema));
        Open().ListTables(north).ShouldBe([new TableIdentifier(north, "orders")]);
        Catalog.ListTables(Shop).ShouldBeEmpty();
    }

    [Fact]
    public void Branches()
    {
        var others = new TableIdentifier(Shop, "others");
        Catalog.CreateNamespace(Shop);
        Warehouse.Append(Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema)), "a");
        var dev = new BranchCatalog(Catalog, "dev");
        Warehouse.Append(dev.LoadTable(Orders), "b");
        Warehouse.Append(Warehouse.Append(dev.CreateTable(others, new TableDefinition(Warehouse.OrdersSchema)), "c"), "d");

        string.Join(", ", Warehouse.Files(dev.LoadTable(Orders))).ShouldBe("a, b");
        string.Join(", ", Warehouse.Files(Open().LoadTable(Orders))).ShouldBe("a");
        string.Join(", ", Warehouse.Files(Open().LoadTable(others))).ShouldBe("");

        Warehouse.Append(Catalog.LoadTable(Orders), "e");
        Refused(() => Branch.Find(Catalog, "dev").Publish()).ShouldBe(IcebergRules.BranchBehind);
        string.Join(", ", Warehouse.Files(Open().LoadTable(others))).ShouldBe("");

        Branch.Find(Catalog, "dev").Discard();
        Warehouse.Append(dev.LoadTable(Orders), "f");
        Branch.Find(Catalog, "dev").Publish();
        string.Join(", ", Warehouse.Files(Open().LoadTable(Orders))).ShouldBe("a, e, f");
        Open().TryLoadTable(others).ShouldBeNull();
        Open().LoadTable(Orders).Metadata.Refs.Keys.ShouldBe(["main"]);
    }

    /// <summary>A table may name files that are others', or be made to by whoever means harm.</summary>
    [Fact]
    public void Nothing_outside_of_a_table_goes_with_it()
    {
        if (Catalog is not (FileSystemCatalog or JdbcCatalog))
        {
            Assert.Skip("what goes is the server's choice");
            return;
        }

        string[] others = [Folder["others.parquet"], Folder["more.parquet"]];
        others.ToList().ForEach(file => File.WriteAllText(file, "others'"));
        Catalog.CreateNamespace(Shop);
        var transaction = Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema)).NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["write.data.path"] = "file:///" });
        var table = transaction.Commit();
        transaction = table.NewTransaction();
        transaction.Append(
        [
            Warehouse.File(table, "a") with { Path = LocalPath.ToLocation(others[0]) },
            Warehouse.File(table, "b") with { Path = $"{table.Location}/data/..{string.Concat(Enumerable.Repeat("/..", 30))}{others[1]}" },
        ]);
        transaction.Commit();
        Catalog.DropTable(Orders).ShouldBeTrue();
        others.ToList().ForEach(file => File.Exists(file).ShouldBeTrue(file));
    }

    [Fact]
    public void Tables_of_a_branch_are_published_as_one()
    {
        Catalog.CreateNamespace(Shop);
        Warehouse.Append(Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema)), "a");
        var dev = new BranchCatalog(Catalog, "dev");
        if (!dev.CommitsTogether)
        {
            Assert.Skip("this catalog publishes one table at a time");
            return;
        }

        var stale = new BranchCatalog(Open(), "dev");
        var late = stale.LoadTable(Orders).NewTransaction();
        late.Append([Warehouse.File(late.Stage(), "late")]);
        var transactions = new List<Transaction> { dev.LoadTable(Orders).NewTransaction() };
        if (dev.CreatesTogether)
        {
            transactions.Add(dev.NewCreateTransaction(new TableIdentifier(Shop, "others"), new TableDefinition(Warehouse.OrdersSchema)));
        }

        transactions.ForEach(t => t.Append([Warehouse.File(t.Stage(), "b")]));
        JointCommit.Run(dev, transactions).Count.ShouldBe(transactions.Count);
        late.Commit();

        string.Join(", ", Warehouse.Files(dev.LoadTable(Orders))).ShouldBe("a, b, late");
        string.Join(", ", Warehouse.Files(Open().LoadTable(Orders))).ShouldBe("a");
        if (dev.CreatesTogether)
        {
            string.Join(", ", Warehouse.Files(dev.LoadTable(new TableIdentifier(Shop, "others")))).ShouldBe("b");
        }
    }

    [Fact]
    public void Tables()
    {
        Catalog.CreateNamespace(Shop);
        Catalog.TryLoadTable(Orders).ShouldBeNull();
        Catalog.DropTable(Orders).ShouldBeFalse();
        Refused(() => Catalog.LoadTable(Orders)).ShouldBe(IcebergRules.NoSuchTable);

        var definition = new TableDefinition(Warehouse.OrdersSchema)
        {
            PartitionedBy = [new PartitionBy("at", Transform.Parse("day"))],
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("owner", "Zoë 🙂"),
        };
        var created = Catalog.CreateTable(Orders, definition);
        Catalog.CreateTable(new TableIdentifier(Shop, "a table"), new TableDefinition(Warehouse.OrdersSchema));
        Refused(() => Catalog.CreateTable(Orders, definition)).ShouldBe(IcebergRules.AlreadyExists);

        var table = Open().LoadTable(Orders);
        table.Metadata.TableUuid.ShouldBe(created.Metadata.TableUuid);
        table.Schema.HasSameColumns(created.Schema).ShouldBeTrue();
        table.Spec.Fields.ShouldHaveSingleItem().Name.ShouldBe("at_day");
        table.Metadata.Properties["owner"].ShouldBe("Zoë 🙂");
        Open().ListTables(Shop).Select(id => id.Name).ShouldBe(["a table", "orders"]);

        Catalog.DropTable(Orders).ShouldBeTrue();
        Open().TryLoadTable(Orders).ShouldBeNull();
        Catalog.ListTables(Shop).Select(id => id.Name).ShouldBe(["a table"]);
    }

    [Fact]
    public void Commits_of_stale_writers_are_put_on_top()
    {
        Catalog.CreateNamespace(Shop);
        var first = Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema));
        var second = Open().LoadTable(Orders);
        Warehouse.Append(first, "a");
        Warehouse.Append(second, "b");
        var change = Open().LoadTable(Orders).NewTransaction();
        change.UpdateSchema(s => s.AddColumn("note", PrimitiveType.String));
        change.SetProperties(new Dictionary<string, string> { ["owner"] = "us" });
        change.Commit();

        var table = Open().LoadTable(Orders);
        Warehouse.Files(table).ShouldBe(["a", "b"]);
        table.Metadata.Snapshots.Select(s => s.SequenceNumber).ShouldBe([1, 2]);
        table.Metadata.Snapshots[1].ParentSnapshotId.ShouldBe(table.Metadata.Snapshots[0].SnapshotId);
        table.Schema.Find("note").ShouldNotBeNull().Id.ShouldBe(4);
        table.Metadata.Properties["owner"].ShouldBe("us");
        table.Metadata.MetadataLog.Length.ShouldBe(3);
    }

    [Fact]
    public void A_broken_requirement_changes_nothing()
    {
        Catalog.CreateNamespace(Shop);
        var table = Warehouse.Append(Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema)), "a");
        TableUpdate[] updates = [new SetProperties(ImmutableSortedDictionary<string, string>.Empty.Add("owner", "nobody"))];
        TableRequirement[] broken =
        [
            new AssertCreate(), new AssertTableUuid(Guid.NewGuid().ToString()), new AssertRefSnapshotId("main", 1), new AssertRefSnapshotId("main", null),
            new AssertCurrentSchemaId(7), new AssertDefaultSpecId(7), new AssertDefaultSortOrderId(7), new AssertLastAssignedFieldId(7), new AssertLastAssignedPartitionId(7),
        ];
        foreach (var requirement in broken)
        {
            Refused(() => Catalog.CommitTable(Orders, [requirement], updates))
                .ShouldBe(IcebergRules.CommitConflict, requirement.ToString());
        }

        Open().LoadTable(Orders).MetadataLocation.ShouldBe(table.MetadataLocation);
    }

    [Fact]
    public void Renames()
    {
        var (other, taken) = (new TableIdentifier(Shop, "other"), new TableIdentifier(Shop, "taken"));
        Catalog.CreateNamespace(Shop);
        Warehouse.Append(Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema)), "a");
        Catalog.CreateTable(taken, new TableDefinition(Warehouse.OrdersSchema));
        Refused(() => Catalog.RenameTable(Orders, taken)).ShouldBe(IcebergRules.AlreadyExists);
        Refused(() => Catalog.RenameTable(other, Orders)).ShouldBe(IcebergRules.NoSuchTable);

        Catalog.RenameTable(Orders, other);
        Open().TryLoadTable(Orders).ShouldBeNull();
        Warehouse.Append(Open().LoadTable(other), "b");
        Warehouse.Files(Open().LoadTable(other)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Views()
    {
        var schema = new Schema(0, [new NestedField(1, "n", PrimitiveType.Long)]);
        var view = new TableIdentifier(Shop, "totals");
        Catalog.CreateNamespace(Shop);
        Catalog.TryLoadView(view).ShouldBeNull();
        Catalog.DropView(view).ShouldBeFalse();
        Catalog.CreateOrReplaceView(view, new ViewDefinition("select 1 as n", schema) { DefaultNamespace = Shop.Parts });
        Catalog.CreateOrReplaceView(view, new ViewDefinition("select 1 as n", schema) { DefaultNamespace = Shop.Parts });
        Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema));
        Refused(() => Catalog.CreateOrReplaceView(Orders, new ViewDefinition("select 1 as n", schema))).ShouldBe(IcebergRules.AlreadyExists);
        Refused(() => Catalog.CreateTable(view, new TableDefinition(Warehouse.OrdersSchema))).ShouldBe(IcebergRules.AlreadyExists);

        var wider = new Schema(0, [new NestedField(1, "n", PrimitiveType.Long), new NestedField(2, "m", PrimitiveType.String)]);
        Open().CreateOrReplaceView(view, new ViewDefinition("select 2 as n, 'x' as m", wider)
        {
            DefaultNamespace = Shop.Parts,
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("comment", "wider"),
        });

        var found = Open().TryLoadView(view).ShouldNotBeNull();
        found.Sql("duckdb").ShouldBe("select 2 as n, 'x' as m");
        found.Metadata.Schema.Fields.Select(f => f.Name).ShouldBe(["n", "m"]);
        found.Metadata.Properties["comment"].ShouldBe("wider");
        found.Metadata.Versions.Length.ShouldBe(2);
        Open().ListViews(Shop).ShouldBe([view]);
        Open().ListTables(Shop).ShouldBe([Orders]);
        Catalog.DropView(view).ShouldBeTrue();
        Open().ListViews(Shop).ShouldBeEmpty();
    }

    [Fact]
    public void A_view_and_a_table_take_each_others_place()
    {
        var schema = new Schema(0, [new NestedField(1, "n", PrimitiveType.Long)]);
        Catalog.CreateNamespace(Shop);
        Catalog.CreateOrReplaceView(Orders, new ViewDefinition("select 1 as n", schema));
        var creation = new Transaction(Catalog, Orders, table: null) { TakesView = true };
        creation.CreateOrReplace(new TableDefinition(Warehouse.OrdersSchema));
        Warehouse.Append(creation.Commit(), "a");
        Open().TryLoadView(Orders).ShouldBeNull();
        Open().ListViews(Shop).ShouldBeEmpty();
        Warehouse.Files(Open().LoadTable(Orders)).ShouldBe(["a"]);

        Catalog.CreateOrReplaceView(Orders, new ViewDefinition("select 2 as n", schema), takesTable: true);
        Open().TryLoadTable(Orders).ShouldBeNull();
        Open().ListTables(Shop).ShouldBeEmpty();
        Open().TryLoadView(Orders).ShouldNotBeNull().Sql("duckdb").ShouldBe("select 2 as n");

        var other = new TableIdentifier(Shop, "others");
        Warehouse.Append(Catalog.CreateTable(other, new TableDefinition(Warehouse.OrdersSchema)), "b");
        Refused(() => Catalog.RenameTable(other, Orders)).ShouldBe(IcebergRules.AlreadyExists);
        Catalog.RenameTable(other, Orders, takesView: true);
        Open().ListViews(Shop).ShouldBeEmpty();
        Open().ListTables(Shop).ShouldBe([Orders]);
        Warehouse.Files(Open().LoadTable(Orders)).ShouldBe(["b"]);
        Catalog.DropTable(Orders).ShouldBeTrue();
        Open().ListViews(Shop).ShouldBeEmpty();
    }

    [Fact]
    public void Several_tables_at_once()
    {
        if (Catalog is not IMultiTableCatalog { CommitsTogether: true } together)
        {
            Assert.Skip("this catalog publishes one table at a time");
            return;
        }

        var other = new TableIdentifier(Shop, "other");
        Catalog.CreateNamespace(Shop);
        var tables = new[] { Orders, other }.Select(id => Catalog.CreateTable(id, new TableDefinition(Warehouse.OrdersSchema))).ToList();
        together.CommitTables([.. tables.Select(t => Own(t, t.Metadata.TableUuid, "both"))]);
        tables.ForEach(t => Open().LoadTable(t.Identifier).Metadata.Properties["owner"].ShouldBe("both"));

        Refused(() => together.CommitTables([Own(tables[0], tables[0].Metadata.TableUuid, "one"), Own(tables[1], Guid.NewGuid().ToString(), "one")]))
            .ShouldBe(IcebergRules.CommitConflict);
        tables.ForEach(t => Open().LoadTable(t.Identifier).Metadata.Properties["owner"].ShouldBe("both"));

        static TableCommit Own(Table table, string uuid, string owner) => new(
            table.Identifier, [new AssertTableUuid(uuid)], [new SetProperties(ImmutableSortedDictionary<string, string>.Empty.Add("owner", owner))]);
    }

    [Fact]
    public void Transactions_of_several_tables_are_published_as_one()
    {
        if (Catalog is not IMultiTableCatalog { CommitsTogether: true })
        {
            Assert.Skip("this catalog publishes one table at a time");
            return;
        }

        const int Rounds = 8;
        Catalog.CreateNamespace(Shop);
        var ids = new[] { Orders, new TableIdentifier(Shop, "other") };
        ids.ToList().ForEach(id => Catalog.CreateTable(id, new TableDefinition(Warehouse.OrdersSchema)));
        for (var round = 0; round < Rounds; round++)
        {
            var catalog = (IMultiTableCatalog)Open();
            var transactions = ids.Select(id => catalog.LoadTable(id).NewTransaction()).ToList();
            transactions.ForEach(t => t.Append([Warehouse.File(t.Stage(), $"file{round}")]));
            if (round % 2 == 1)
            {
                // Another writer is first; an append goes on top of his.
                Warehouse.Append(Open().LoadTable(ids[1]), $"theirs{round}");
            }

            JointCommit.Run(catalog, transactions).Select(t => t.Identifier).ShouldBe(ids);
        }

        CheckHistory(Open().LoadTable(ids[0]), Rounds);
        CheckHistory(Open().LoadTable(ids[1]), Rounds + (Rounds / 2));

        // One that cannot be put on top keeps both back.
        var last = (IMultiTableCatalog)Open();
        var two = ids.Select(id => last.LoadTable(id).NewTransaction()).ToList();
        two[0].Append([Warehouse.File(two[0].Stage(), "never")]);
        two[1].Change(new RowChange { RemovedFiles = [last.LoadTable(ids[1]).NewScan().PlanFiles()[0].File] });
        var other = Open().LoadTable(ids[1]).NewTransaction();
        other.OverwriteAll([]);
        other.Commit();
        Refused(() => JointCommit.Run(last, two)).ShouldBe(IcebergRules.CommitConflict);
        Warehouse.Files(Open().LoadTable(ids[0])).ShouldNotContain("never");
    }

    [Fact]
    public async Task Processes_lose_no_append()
    {
        const int Writers = 3;
        var commits = CatalogWorker.Commits;
        Catalog.CreateNamespace(Shop);
        Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema));
        var workers = Enumerable.Range(0, Writers).Select(n => CatalogWorker.Start(WithCache(), Folder.Path, Orders, $"w{n}", commits)).ToList();
        foreach (var worker in workers)
        {
            using (worker)
            {
                await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
                worker.ExitCode.ShouldBe(0);
            }
        }

        CheckHistory(Open().LoadTable(Orders), Writers * commits);
        Warehouse.Files(Open().LoadTable(Orders)).ShouldBe(
            from w in Enumerable.Range(0, Writers) from i in Enumerable.Range(0, commits) orderby $"w{w}-{i}" select $"w{w}-{i}", ignoreOrder: true);
    }

    [Fact]
    public void Files_that_nothing_names_are_found()
    {
        Catalog.CreateNamespace(Shop);
        var table = Catalog.CreateTable(Orders, new TableDefinition(Warehouse.OrdersSchema));
        var stray = $"{table.Location.TrimEnd('/')}/data/stray.parquet";
        table.Io.Write(stray, "x"u8);

        var orphans = OrphanFiles.Find(table, DateTimeOffset.UtcNow.AddDays(2), OrphanFiles.LeastAge);
        orphans.ShouldHaveSingleItem().Location.ShouldBe(stray);
        OrphanFiles.Delete(table, orphans);
        table.Io.Exists(stray).ShouldBeFalse();
        Open().LoadTable(Orders).Metadata.TableUuid.ShouldBe(table.Metadata.TableUuid);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _open.ForEach(c => c.Dispose());
        Folder.Dispose();
    }

    /// <summary>As another process would.</summary>
    protected ICatalog Open()
    {
        _open.Add(CatalogWorker.Open(WithCache(), Folder.Path));
        return _open[^1].Catalog;
    }

    protected static DiagnosticRule Refused(Action action) => Should.Throw<DiagnosticException>(action).Diagnostic.Rule;

    /// <summary>Each snapshot follows the one before it, and none is there twice.</summary>
    protected static void CheckHistory(Table table, int commits)
    {
        var snapshots = table.Metadata.Snapshots;
        snapshots.Select(s => s.SequenceNumber).ShouldBe(Enumerable.Range(1, commits).Select(n => (long)n));
        snapshots.Skip(1).Select(s => s.ParentSnapshotId).ShouldBe(snapshots.SkipLast(1).Select(s => (long?)s.SnapshotId));
        table.Metadata.CurrentSnapshotId.ShouldBe(snapshots[^1].SnapshotId);
        snapshots.Select(s => s.SnapshotId).ShouldBeUnique();
    }

    private ImmutableSortedDictionary<string, string> WithCache() => Properties.SetItem("cache.path", Folder["cache"]);
}
