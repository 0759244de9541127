using Lake.Loader.Loading;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("", "which is not set")]
    [InlineData("postgresql://a b:c", "which is no address")]
    [InlineData("postgresql://127.0.0.1:1/none?timeout=1", "cannot be read: Failed to connect")]
    public void A_bad_address_is_told_without_what_is_in_it(string address, string said)
    {
        using var bed = new LoadBed("streams: [{name: t, postgres: {connection: PG, table: t}, mode: upsert, keys: [id]}]");
        var result = StreamLoader.Load(bed.Streams, bed.Session, bed.Options with { Environment = new Dictionary<string, string> { ["PG"] = address } }).Single();
        var diagnostic = result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("postgres-source-failed");
        diagnostic.Message.ShouldContain(said);
        diagnostic.Message.ShouldNotContain("catalog");
        diagnostic.Message.ShouldNotContain("a b:c");
    }
}
