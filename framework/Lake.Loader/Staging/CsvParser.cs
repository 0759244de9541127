using System.Text;
using Lake.Loader.Streams;

namespace Lake.Loader.Staging;

/// <summary>Splits the text of one record into fields, as RFC 4180 has it.</summary>
internal sealed class CsvParser(CsvOptions options)
{
    private readonly StringBuilder _field = new();

    public enum Outcome
    {
        Complete,

        /// <summary>A quote is open: the record may go on in the next line.</summary>
        Unfinished,

        /// <summary>Something stands between a closing quote and the next delimiter.</summary>
        Broken,
    }

    /// <param name="record">Without the line break at its end.</param>
    /// <param name="fields">Cleared and filled; null for an unquoted field that is empty or one of the null strings.</param>
    public Outcome Parse(string record, List<string?> fields)
    {
        fields.Clear();
        var at = 0;
        while (true)
        {
            var outcome = at < record.Length && record[at] == options.Quote
                ? Quoted(record, ref at, fields)
                : Plain(record, ref at, fields);
            if (outcome != Outcome.Complete || at >= record.Length)
            {
                return outcome;
            }

            at++;
            if (at == record.Length)
            {
                fields.Add(null);
                return Outcome.Complete;
            }
        }
    }

    private Outcome Plain(string record, ref int at, List<string?> fields)
    {
        var end = record.IndexOf(options.Delimiter, at);
        end = end < 0 ? record.Length : end;
        var text = record[at..end];
        fields.Add(text.Length == 0 || options.NullStrings.Contains(text) ? null : text);
        at = end;
        return Outcome.Complete;
    }

    private Outcome Quoted(string record, ref int at, List<string?> fields)
    {
        _field.Clear();
        for (at++; at < record.Length; at++)
        {
            var c = record[at];
            if (c == options.Escape && at + 1 < record.Length && (record[at + 1] == options.Quote || record[at + 1] == options.Escape))
            {
                _field.Append(record[++at]);
            }
            else if (c == options.Quote)
            {
                at++;
                fields.Add(_field.ToString());
                return at == record.Length || record[at] == options.Delimiter ? Outcome.Complete : Outcome.Broken;
            }
            else
            {
                _field.Append(c);
            }
        }

        return Outcome.Unfinished;
    }
}
