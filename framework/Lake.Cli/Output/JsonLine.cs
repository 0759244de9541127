using System.Text;
using System.Text.Json;
using Lake.Engines;
using Lake.Text;

namespace Lake.Cli.Output;

/// <summary>What a statement came to, as one line of JSON for a program to read.</summary>
internal static class JsonLine
{
    /// <summary><c>{"columns":[{"name","type"}],"rows":[[…]]}</c>, or <c>{"rows_affected":n}</c> for a statement without rows.</summary>
    public static string Of(IQueryResult result) => Write(json =>
    {
        if (!result.HasRows)
        {
            json.WriteNumber("rows_affected", result.RowsAffected ?? 0);
            return;
        }

        json.WriteStartArray("columns");
        foreach (var column in result.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row)
            {
                JsonCells.Write(json, cell);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    /// <summary><c>{"error":{"id","message"}}</c>.</summary>
    public static string Of(Diagnostic failure) => Write(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("id", failure.Id);
        json.WriteString("message", failure.Message);
        json.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonCells.Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
