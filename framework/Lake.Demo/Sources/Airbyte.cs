using System.Globalization;
using Bogus;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>
/// The shape in which Airbyte lands a stream in object storage: Parquet with its own columns first. It delivers at
/// least once, so a later sync repeats some records.
/// </summary>
internal static class Airbyte
{
    public static ParquetFile File(string stream, int day, IEnumerable<(string Name, string Type)> columns, IEnumerable<IReadOnlyList<string?>> records)
    {
        var random = Marketplace.Faker(string.Create(CultureInfo.InvariantCulture, $"airbyte/{stream}/{day}")).Random;
        var extractedAt = Timeline.Delivery(day);
        var rows = records.Select(record => (IReadOnlyList<string?>)[.. Columns(random, day, extractedAt), .. record]).ToList();
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"data/shopify/{stream}/{extractedAt:yyyy_MM_dd}_{Timeline.Seconds(extractedAt) * 1000}_0.parquet");
        return new ParquetFile(name, new Table(
            [
                ("_airbyte_raw_id", "VARCHAR"),
                ("_airbyte_extracted_at", "TIMESTAMPTZ"),
                ("_airbyte_generation_id", "BIGINT"),
                ("_airbyte_meta", "VARCHAR"),
                .. columns,
            ],
            rows));
    }

    private static string[] Columns(Randomizer random, int day, DateTime extractedAt) =>
    [
        random.Guid().ToString(),
        Spell.Of(extractedAt),
        "1",
        string.Create(CultureInfo.InvariantCulture, $$"""{"sync_id":{{4710 + day}},"changes":[]}"""),
    ];
}
