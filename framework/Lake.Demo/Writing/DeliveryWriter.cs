using System.Text;
using Lake.DuckDb;

namespace Lake.Demo.Writing;

/// <summary>Writes delivered files below a folder. The same files give the same bytes on every machine.</summary>
public sealed class DeliveryWriter(string folder)
{
    private const string NullText = @"\N";

    /// <summary>Bytes written.</summary>
    public long Write(IEnumerable<DeliveredFile> files)
    {
        var bytes = 0L;
        foreach (var file in files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            Write(file, path);
            bytes += new FileInfo(path).Length;
        }

        return bytes;
    }

    private static void Write(DeliveredFile file, string path)
    {
        switch (file)
        {
            case TextFile text:
                File.WriteAllText(path, text.Text, new UTF8Encoding(false));
                break;
            case ParquetFile parquet:
                WriteParquet(parquet.Table, path);
                break;
        }
    }

    private static void WriteParquet(Table table, string path)
    {
        var rows = path + ".csv";
        File.WriteAllText(rows, Csv.Write(table.Rows, NullText), new UTF8Encoding(false));
        try
        {
            // One thread, so that row groups come in order.
            using var database = DuckDbDatabase.OpenInMemory(new Dictionary<string, string> { ["threads"] = "1" });
            using var connection = database.Connect();
            var columns = string.Join(", ", table.Columns.Select(c => $"{Literal(c.Name)}: {Literal(c.Type)}"));
            connection.Execute(
                $"""
                SET TimeZone = 'UTC';
                COPY (
                  SELECT * FROM read_csv({Literal(rows)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
                    nullstr = '{NullText}', columns = {"{"}{columns}{"}"})
                ) TO {Literal(path)} (FORMAT parquet, COMPRESSION zstd)
                """).Dispose();
        }
        finally
        {
            File.Delete(rows);
        }
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
