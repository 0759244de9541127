using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Landing;

/// <summary>Takes rows of older generations out of a table that Airbyte fills anew.</summary>
internal static class GenerationFilter
{
    public static void Apply(StreamDefinition stream, IEngineSession session, RawTable table, CancellationToken cancellationToken)
    {
        if (stream is not { Preset: StreamPreset.Airbyte, Generations: Generations.Latest } || table.FindType(AirbytePreset.Generation) is null)
        {
            return;
        }

        var column = SqlText.Identifier(AirbytePreset.Generation);
        using var found = session.Execute($"SELECT min({column}) < max({column}), max({column}) FROM {table.Name}", cancellationToken);
        if (found.Rows.First() is [true, { } latest])
        {
            session.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DELETE FROM {table.Name} WHERE {column} < {latest}"), cancellationToken).Dispose();
        }
    }
}
