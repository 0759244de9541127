using System.Text.Json.Nodes;
using Lake.Demo.World;

namespace Lake.Demo.Sources;

/// <summary>The objects inside webhook events, as far as the lakehouse reads them and a little further.</summary>
internal static class StripeObjects
{
    public static JsonObject Customer(Person person) => new()
    {
        ["id"] = person.StripeId,
        ["object"] = "customer",
        ["email"] = person.Number % 8 == 3 ? person.Email.Replace("@", "+shop@", StringComparison.Ordinal) : person.Email,
        ["name"] = $"{person.FirstName} {person.LastName}",
        ["phone"] = person.Phone,
        ["address"] = new JsonObject
        {
            ["line1"] = person.Address.Street,
            ["city"] = person.Address.City,
            ["postal_code"] = person.Address.PostalCode,
            ["country"] = person.Address.Country,
        },
        ["created"] = Timeline.Seconds(person.CreatedAt),
    };

    public static JsonObject Charge(Order order, Charge charge, string status, long refunded) => new()
    {
        ["id"] = charge.Id,
        ["object"] = "charge",
        ["amount"] = order.TotalMinor,
        ["amount_refunded"] = refunded,
        ["currency"] = order.Currency.Code.ToLowerInvariant(),
        ["customer"] = order.Customer?.StripeId,
        ["status"] = status,
        ["created"] = Timeline.Seconds(charge.CreatedAt),
        ["failure_code"] = status == "failed" ? charge.FailureCode : null,
        ["outcome"] = new JsonObject
        {
            ["risk_score"] = charge.RiskScore,
            ["risk_level"] = charge.RiskScore > 65 ? "elevated" : "normal",
        },
        ["payment_method_details"] = new JsonObject
        {
            ["type"] = "card",
            ["card"] = new JsonObject { ["brand"] = charge.CardBrand, ["country"] = charge.CardCountry },
        },
        ["metadata"] = new JsonObject
        {
            ["order_id"] = order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["merchant_id"] = order.Lines[0].Product.MerchantId,
        },
    };

    public static JsonObject Dispute(Order order, Charge charge) => new()
    {
        ["id"] = "dp_" + charge.Id[3..17],
        ["object"] = "dispute",
        ["charge"] = charge.Id,
        ["amount"] = order.TotalMinor,
        ["currency"] = order.Currency.Code.ToLowerInvariant(),
        ["reason"] = "fraudulent",
        ["status"] = "needs_response",
    };
}
