using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>Everything the sources hand over on one of the two days.</summary>
public static class Delivery
{
    /// <param name="world">What happened.</param>
    /// <param name="day">1 or 2.</param>
    public static IEnumerable<DeliveredFile> Make(Marketplace world, int day) =>
    [
        ShopifyCustomers.Make(world, day),
        ShopifyProducts.Make(world, day),
        ShopifyOrders.Make(world, day),
        HubSpotContacts.Make(world, day),
        Seeds.Merchants(world, day),
        .. StripeWebhooks.Make(world, day),
    ];
}
