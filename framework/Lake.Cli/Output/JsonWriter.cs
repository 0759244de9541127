using System.Text;
using System.Text.Json;
using Lake.Engines;

namespace Lake.Cli.Output;

/// <summary>One JSON array of objects, a row a line.</summary>
internal sealed class JsonWriter : IResultWriter
{
    public void Write(IQueryResult result, TextWriter output)
    {
        using var buffer = new MemoryStream();
        output.Write('[');
        var first = true;
        foreach (var row in result.Rows)
        {
            buffer.SetLength(0);
            using (var json = new Utf8JsonWriter(buffer, JsonCells.Options))
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                {
                    json.WritePropertyName(result.Columns[i].Name);
                    JsonCells.Write(json, row[i]);
                }

                json.WriteEndObject();
            }

            output.Write(first ? "\n" : ",\n");
            output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            first = false;
        }

        output.Write(first ? "]\n" : "\n]\n");
    }
}
