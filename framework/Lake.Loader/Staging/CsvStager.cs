using System.Globalization;
using System.Text.Unicode;

namespace Lake.Loader.Staging;

/// <summary>
/// Stages the records of a CSV file that the engine cannot be trusted with, and sets those that do not have the
/// header's fields apart with the reason. A quote that is never closed costs one line, not the rest of the file.
/// </summary>
internal static class CsvStager
{
    /// <param name="file">Number of the file within the stage.</param>
    /// <param name="records">Behind the header.</param>
    /// <param name="firstLine">The number of the first line.</param>
    /// <returns>How many records are good.</returns>
    public static long Stage(int file, int fieldCount, CsvRecordReader records, StageWriter good, StageWriter bad, CancellationToken cancellationToken, long firstLine = 1)
    {
        var count = 0L;
        var isAfterBroken = false;
        while (records.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (records.Text.IsEmpty)
            {
                continue;
            }

            if (Reject(records, fieldCount, isAfterBroken) is not { } reason)
            {
                Write(good, file, records, firstLine);
                count++;
                isAfterBroken = false;
                continue;
            }

            if (records.Outcome != CsvOutcome.Complete)
            {
                records.BackToFirstLine();
                isAfterBroken = true;
            }

            bad.Write(file, records.Line - 1 + firstLine, reason, records.Text);
        }

        return count;
    }

    private static string? Reject(CsvRecordReader records, int fieldCount, bool isAfterBroken) => records.Outcome switch
    {
        CsvOutcome.Unfinished => "a quote is not closed",
        CsvOutcome.Broken => "text follows a closing quote",
        _ when !Utf8.IsValid(records.Text) => Damage.NotUtf8,
        _ when records.Text.Contains((byte)0) => Damage.Nul,
        _ when records.Fields.Count != fieldCount => string.Create(CultureInfo.InvariantCulture, $"{records.Fields.Count} fields instead of {fieldCount}"),
        _ => isAfterBroken && records.HasStrayQuote ? "the rest of a record whose quotes do not close" : null,
    };

    private static void Write(StageWriter stage, int file, CsvRecordReader records, long firstLine)
    {
        stage.Begin(file, records.Line - 1 + firstLine);
        stage.Add(records.Text);
        for (var i = 0; i < records.Fields.Count; i++)
        {
            if (records.Fields.IsNull(i))
            {
                stage.AddNull();
            }
            else
            {
                stage.Add(records.Fields[i]);
            }
        }

        stage.End();
    }
}
