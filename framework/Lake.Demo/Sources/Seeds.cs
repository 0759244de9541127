using System.Globalization;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>The small tables that people keep in the repository.</summary>
internal static class Seeds
{
    private static readonly string[] Header =
        ["merchant_id", "merchant_name", "category", "country", "kyc_status", "risk_level", "fee_basis_points", "updated_at"];

    public static TextFile Merchants(Marketplace world, int day)
    {
        var merchants = day == 1 ? world.Merchants.SkipLast(1) : Catalog.OnDayTwo(world.Merchants);
        return new TextFile("seeds/merchants.csv", Csv.Write([Header, .. merchants.Select(Row)]));
    }

    private static string[] Row(Merchant merchant) =>
    [
        merchant.Id,
        merchant.Name,
        merchant.Category,
        merchant.Country,
        merchant.KycStatus,
        merchant.RiskLevel,
        Spell.Of(merchant.FeeBasisPoints),
        merchant.UpdatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    ];
}
