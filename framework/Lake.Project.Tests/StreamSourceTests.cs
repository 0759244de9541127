using Lake.Project.Nodes;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests;

/// <summary>The files of streams as sources.</summary>
public sealed class StreamSourceTests
{
    private const string Project =
        """
        --- dbt_project.yml
        name: shop
        --- project/streams/shop/orders.yml
        description: Orders of the shop.
        path: data/orders/*.csv
        mode: upsert
        keys: [id]
        columns:
          id: {type: bigint, description: The order., data_tests: [unique, not_null]}
          amount: decimal(10, 2)
        freshness: {warn_after: {count: 1, period: day}}
        tags: [raw]
        --- project/streams/shop/items.yml
        path: data/items/*.csv
        table: landed.shop_items
        --- models/orders.sql
        select * from {{ source('shop', 'orders') }} join {{ source('shop', 'items') }} using (id)
        """;

    [Fact]
    public void A_stream_is_a_source_with_its_columns_tests_and_freshness()
    {
        using var files = new ProjectCase(Project);
        var project = files.Load();
        project.Diagnostics.ShouldBeEmpty();
        project.Nodes["model.shop.orders"].DependsOn.ShouldBe(["source.shop.shop.orders", "source.shop.shop.items"], ignoreOrder: true);
        var orders = project.Nodes["source.shop.shop.orders"].ShouldBeOfType<SourceNode>();
        (orders.Schema, orders.Identifier, orders.Loader, orders.LoadedAtField).ShouldBe(("shop", "orders", "lake", "_loaded_at"));
        orders.Columns.Select(c => $"{c.Name} {c.DataType}").ShouldBe(["id bigint", "amount decimal(10, 2)"]);
        orders.Freshness?.Find("warn_after").ShouldNotBeNull();
        var items = project.Nodes["source.shop.shop.items"].ShouldBeOfType<SourceNode>();
        (items.Schema, items.Identifier).ShouldBe(("landed", "shop_items"));
        project.Nodes.Values.OfType<TestNode>().Select(t => t.Name).Order().ShouldBe(["source_not_null_shop_orders_id", "source_unique_shop_orders_id"]);
    }

    [Fact]
    public void What_a_property_file_says_of_the_table_counts_more()
    {
        using var files = new ProjectCase(Project + """

            --- models/sources.yml
            sources:
              - {name: shop, tables: [{name: orders, description: Written by hand.}]}
            """);
        var project = files.Load();
        project.Diagnostics.ShouldBeEmpty();
        project.Nodes["source.shop.shop.orders"].Description.ShouldBe("Written by hand.");
        project.Nodes["source.shop.shop.items"].ShouldNotBeNull();
    }
}
