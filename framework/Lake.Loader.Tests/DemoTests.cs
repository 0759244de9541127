using Lake.Loader.Streams;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>The demo lakehouse's own streams and files.</summary>
public sealed class DemoTests
{
    private static readonly string Repository = Baseline.Folder(["..", ".."]);

    [Fact]
    public void Two_days_of_raw_files_are_loaded_one_after_the_other()
    {
        using var bed = new LoadBed(StreamFile.Find(Repository, ["project/streams"]));
        Copy("project/data", bed["project/data"]);
        bed.Load().ShouldBe(
            """
            hubspot.hubspot_contacts: 1 of 1 files, 136 rows, 3 rejected
              rows-rejected: 3 rows of stream 'hubspot.hubspot_contacts' could not be loaded, for example project/data/hubspot/contacts/contacts_2025-06-14.csv:138: 3 fields instead of 13
            shopify.shopify_customers: 1 of 1 files, 218 rows, 0 rejected
            shopify.shopify_orders: 1 of 1 files, 664 rows, 0 rejected
            shopify.shopify_products: 1 of 1 files, 60 rows, 0 rejected
            stripe.stripe_events: 14 of 14 files, 1695 rows, 3 rejected
              rows-rejected: 3 rows of stream 'stripe.stripe_events' could not be loaded, for example project/data/stripe/events/year=2025/month=06/day=04/events-0000.jsonl:4: not valid JSON at column 276
            """);

        Copy("project/day_two/data", bed["project/data"]);
        bed.Load().ShouldContain("\nstripe.stripe_events: 1 of 15 files, 157 rows, 1 rejected\n");
        bed.Query("select count(*), count(distinct _raw_id), count(source_name) from raw.shopify_orders").ShouldBe("752|752|88");
        bed.Query("select reason from raw.hubspot_contacts__rejected order by line_number").ShouldBe(
            "3 fields instead of 13\n14 fields instead of 13\ncreatedate is not TIMESTAMP: yesterday");
    }

    private static void Copy(string from, string to)
    {
        var root = Path.Combine(Repository, from);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.Copy(file, target);
        }
    }
}
