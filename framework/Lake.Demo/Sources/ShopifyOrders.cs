using System.Text.Json.Nodes;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>
/// Orders as they stood at each sync: on day two the new ones and those that were paid back, cancelled or sent since.
/// The second sync has a column more than the first, as a connector's update brings.
/// </summary>
internal static class ShopifyOrders
{
    private static readonly (string, string)[] Columns =
    [
        ("id", "BIGINT"), ("name", "VARCHAR"), ("order_number", "BIGINT"), ("customer_id", "BIGINT"), ("email", "VARCHAR"),
        ("currency", "VARCHAR"), ("subtotal_price", "VARCHAR"), ("total_price", "VARCHAR"), ("financial_status", "VARCHAR"),
        ("fulfillment_status", "VARCHAR"), ("line_items", "VARCHAR"), ("created_at", "TIMESTAMPTZ"),
        ("updated_at", "TIMESTAMPTZ"), ("cancelled_at", "TIMESTAMPTZ"),
    ];

    public static ParquetFile Make(Marketplace world, int day)
    {
        var until = day == 1 ? Timeline.DayTwo : Timeline.End;
        var records = world.Orders
            .Where(order => order.CreatedAt < until && (day == 1 || UpdatedAt(order, until) >= Timeline.DayTwo || order.Number % 90 == 3))
            .SelectMany(order => Repeat(order, day, Record(order, until)));
        return day == 1
            ? Airbyte.File("orders", day, Columns, records)
            : Airbyte.File("orders", day, [.. Columns, ("source_name", "VARCHAR")], records.Select((r, i) => (IReadOnlyList<string?>)[.. r, i % 3 == 0 ? "pos" : "web"]));
    }

    private static IEnumerable<IReadOnlyList<string?>> Repeat(Order order, int day, string?[] record) =>
        day == 1 && order.Number % 60 == 17 ? [record, record] : [record];

    private static string?[] Record(Order order, DateTime until) =>
    [
        Spell.Of(order.Id),
        "#" + Spell.Of(order.Number),
        Spell.Of(order.Number),
        order.Customer?.ShopifyId is { } id ? Spell.Of(id) : null,
        order.Customer?.Email,
        order.Currency.Code,
        order.Currency.Print(order.TotalMinor),
        order.Currency.Print(order.TotalMinor),
        FinancialStatus(order, until),
        order.FulfilledAt < until ? "fulfilled" : null,
        Spell.Of(LinesOf(order)),
        Spell.Of(order.CreatedAt),
        Spell.Of(UpdatedAt(order, until)),
        order.CancelledAt < until ? Spell.Of(order.CancelledAt) : null,
    ];

    private static string FinancialStatus(Order order, DateTime until)
    {
        if (order.Charges.LastOrDefault(c => c.CreatedAt < until) is not { } charge)
        {
            return "pending";
        }

        if (!(charge.RefundedAt < until))
        {
            return charge.Succeeded ? "paid" : "voided";
        }

        return charge.RefundedMinor == order.TotalMinor ? "refunded" : "partially_refunded";
    }

    private static DateTime UpdatedAt(Order order, DateTime until) =>
        order.Charges.Select(c => (DateTime?)c.CreatedAt)
            .Concat(order.Charges.Select(c => c.RefundedAt))
            .Concat([order.CreatedAt, order.CancelledAt, order.FulfilledAt])
            .Where(at => at < until)
            .Max() ?? order.CreatedAt;

    private static JsonArray LinesOf(Order order) =>
    [
        .. order.Lines.Select((line, i) => (JsonNode)new JsonObject
        {
            ["line"] = i + 1,
            ["product_id"] = line.Product.Id,
            ["sku"] = line.Product.Sku,
            ["title"] = line.Product.Title,
            ["quantity"] = line.Quantity,
            ["price"] = order.Currency.Print(line.UnitMinor),
        }),
    ];
}
