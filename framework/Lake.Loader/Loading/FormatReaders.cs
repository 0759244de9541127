using Lake.Engines;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;

namespace Lake.Loader.Loading;

/// <summary>Which reader makes rows of a stream's files.</summary>
internal static class FormatReaders
{
    /// <param name="table">Tells the types that columns are to have.</param>
    public static IFormatReader Of(StreamDefinition stream, IEngineSession session, RawTable table)
    {
        IFormatReader reader = stream.Format switch
        {
            StreamFormat.Parquet => new ParquetReader(stream, session, table.FindType),
            StreamFormat.Csv => new CsvReader(stream, name => table.FindType(name) ?? SqlType.Text),
            StreamFormat.Json => new JsonReader(stream),
        };
        return stream.Preset == StreamPreset.Airbyte ? new AirbyteReader(stream, reader) : reader;
    }
}
