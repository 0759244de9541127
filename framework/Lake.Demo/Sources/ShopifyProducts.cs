using System.Globalization;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

internal static class ShopifyProducts
{
    private static readonly (string, string)[] Columns =
    [
        ("id", "BIGINT"), ("sku", "VARCHAR"), ("title", "VARCHAR"), ("product_type", "VARCHAR"), ("vendor", "VARCHAR"),
        ("price", "VARCHAR"), ("status", "VARCHAR"), ("updated_at", "TIMESTAMPTZ"),
    ];

    public static ParquetFile Make(Marketplace world, int day) => Airbyte.File(
        "products",
        day,
        Columns,
        day == 1 ? world.Products.Select(Record) : world.Products.Where(p => p.OnDayTwo is not null).Select(p => Record(p.OnDayTwo ?? p)));

    private static string?[] Record(Product product) =>
    [
        Spell.Of(product.Id),
        product.Sku,
        product.Title,
        product.Type,
        product.MerchantId,
        product.Dollars.ToString("F2", CultureInfo.InvariantCulture),
        product.Status,
        Spell.Of(product.UpdatedAt),
    ];
}
