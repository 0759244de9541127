using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Loader.Tests;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

/// <summary>A process dies between the commits of two tables.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly Warehouse _warehouse = new();
    private readonly TemporaryFolder _journals = new();
    private readonly Table _orders;
    private readonly Table _other;

    public JournalTests()
    {
        _orders = Warehouse.Append(_warehouse.Create(), "old");
        _other = Warehouse.Append(_warehouse.Catalog.CreateTable(new TableIdentifier("shop", "other"), new TableDefinition(Warehouse.OrdersSchema)), "old");
    }

    [Fact]
    public void What_it_left_half_done_is_completed()
    {
        Die(published: 1);
        var ended = Recover().ShouldHaveSingleItem();
        ended.IsComplete.ShouldBeTrue();
        ended.Tables.ShouldBe([_orders.Identifier, _other.Identifier]);
        Files(_orders).ShouldBe(["new", "old"]);
        Files(_other).ShouldBe(["new", "old"]);
        Directory.GetFiles(_journals.Path).ShouldBeEmpty();
        Recover().ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_completed_is_brought_back()
    {
        Die(published: 1);
        Warehouse.Append(_other, "theirs");
        var ended = Recover().ShouldHaveSingleItem();
        ended.IsComplete.ShouldBeFalse();
        ended.Tables.ShouldBe([_orders.Identifier]);
        Files(_orders).ShouldBe(["old"]);
        Files(_other).ShouldBe(["old", "theirs"]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Whoever_ends_it_may_die_too(int published, bool isCompleted)
    {
        var steps = 0;
        for (var died = true; died; steps++)
        {
            string[] before = [.. Files(_orders), "new" + steps];
            Die(published, "new" + steps);
            if (!isCompleted)
            {
                Warehouse.Append(_warehouse.NewCatalog().LoadTable(_other.Identifier), $"theirs{steps}");
            }

            died = Dies(steps);
            Recover();
            Files(_orders).ShouldBe(isCompleted ? before.Order() : before[..^1], $"step {steps}");
            Files(_other).Count(f => f == "new" + steps).ShouldBe(isCompleted ? 1 : 0);
            Directory.GetFiles(_journals.Path).ShouldBeEmpty();
        }

        steps.ShouldBeGreaterThan(published == 1 ? 1 : 0);
    }

    [Fact]
    public void What_others_have_built_upon_stays()
    {
        Die(published: 1);
        Warehouse.Append(_other, "theirs");
        Warehouse.Append(_warehouse.NewCatalog().LoadTable(_orders.Identifier), "later");
        Recover().ShouldHaveSingleItem().Tables.ShouldBeEmpty();
        Files(_orders).ShouldBe(["later", "new", "old"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_had_not_begun_or_was_over_stays_as_it_is(int published)
    {
        Die(published);
        Recover().Where(ended => !ended.IsComplete).ShouldBeEmpty();
        Files(_orders).ShouldBe(published == 0 ? ["old"] : ["new", "old"]);
        Files(_other).ShouldBe(Files(_orders));
    }

    [Fact]
    public void A_publication_that_is_under_way_is_left_alone()
    {
        var transactions = Begin();
        using (PublicationJournal.Write(_journals.Path, transactions))
        {
            transactions[0].Commit();
            Recover().ShouldBeEmpty();
            transactions[1].Commit();
        }

        Directory.GetFiles(_journals.Path).ShouldBeEmpty();
        File.WriteAllText(_journals["torn.json"], "[{\"commit\":");
        Recover().ShouldBeEmpty();
        Directory.GetFiles(_journals.Path).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _warehouse.Dispose();
        _journals.Dispose();
    }

    private IReadOnlyList<EndedPublication> Recover() => PublicationJournal.Recover(_journals.Path, _warehouse.NewCatalog());

    /// <summary>Whether the process that ends publications died at its change with that number.</summary>
    private bool Dies(int step)
    {
        try
        {
            PublicationJournal.Recover(_journals.Path, new FileSystemCatalog(LocalPath.ToLocation(_warehouse.Path), new WatchedFiles(_ => step = step > 0 ? step - 1 : throw new NotSupportedException("killed"))));
            return false;
        }
        catch (NotSupportedException)
        {
            return true;
        }
    }

    private void Die(int published, string file = "new")
    {
        var transactions = Begin(file);
        File.WriteAllBytes(_journals["publication.json"], PublicationJournal.Describe(transactions));
        transactions.Take(published).ToList().ForEach(transaction => transaction.Commit());
    }

    private List<Transaction> Begin(string file = "new") => [.. new[] { _orders, _other }.Select(table =>
    {
        var transaction = _warehouse.NewCatalog().LoadTable(table.Identifier).NewTransaction();
        transaction.Append([Warehouse.File(table, file)]);
        transaction.SetProperties(new Dictionary<string, string> { ["made"] = "now" });
        return transaction;
    })];

    private IEnumerable<string> Files(Table table) => Warehouse.Files(_warehouse.NewCatalog().LoadTable(table.Identifier));
}
