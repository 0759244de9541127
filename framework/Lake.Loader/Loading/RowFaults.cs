using System.Globalization;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;

namespace Lake.Loader.Loading;

/// <summary>Something that can be wrong with a row.</summary>
/// <param name="Sql">The value concerned.</param>
/// <param name="Condition">SQL that is true, never null, when it is.</param>
internal sealed record RowFault(string Column, string Sql, string Rule, string Reason, string Condition, ContractMode Mode)
{
    /// <summary>Whether the row goes to the rejected table, unless the whole load fails for it.</summary>
    public bool IsRejected => Mode is ContractMode.Evolve or ContractMode.Quarantine or ContractMode.Freeze;
}

/// <summary>What keeps rows of a source from being rows of the raw table, by the stream's contract.</summary>
internal sealed class RowFaults(StreamDefinition stream, RawTable table)
{
    private readonly ValueConversion _conversion = new(new TextConversion(stream.TimeZone));

    /// <summary>In the order of the columns.</summary>
    public IEnumerable<RowFault> Of(RowSource source)
    {
        foreach (var column in source.Columns)
        {
            if (!table.Admits(column.Name))
            {
                yield return new RowFault(column.Name, column.Sql, "column", $"{column.Name} is no column of the table: ", $"({column.Sql} IS NOT NULL)", stream.Contract.Columns);
                continue;
            }

            var type = table.TypeOf(column);
            if (_conversion.IsWrong(column.Sql, column.TypeInFiles, type) is { } condition)
            {
                yield return new RowFault(column.Name, column.Sql, "type", $"{column.Name} is not {type}: ", condition, ModeOf(column));
            }

            if (TooLong(column) is { } tooLong)
            {
                yield return new RowFault(
                    column.Name, column.Sql, "length", string.Create(CultureInfo.InvariantCulture, $"{column.Name} is longer than {table.LongestText(column.Name)}: "), tooLong, ModeOf(column));
            }
        }

        foreach (var name in Needed)
        {
            var sql = source.Columns.FirstOrDefault(c => RawTable.Same(c.Name, name))?.Sql ?? "NULL";
            yield return new RowFault(name, sql, "key", $"{name} names the row and may not be ", $"({sql} IS NULL)", ContractMode.Quarantine);
        }
    }

    public ContractMode ModeOf(RowColumn column) =>
        stream.Columns.FirstOrDefault(c => RawTable.Same(c.Name, column.Name))?.OnMismatch ?? stream.Contract.Types;

    /// <summary>SQL that is true when the column's value is none of its type; null when it always is.</summary>
    public string? Condition(RowColumn column) =>
        (_conversion.IsWrong(column.Sql, column.TypeInFiles, table.TypeOf(column)), TooLong(column)) switch
        {
            ({ } wrong, { } tooLong) => $"({wrong} OR {tooLong})",
            var (wrong, tooLong) => wrong ?? tooLong,
        };

    private IEnumerable<string> Needed => stream is { Mode: LoadMode.Scd2, Cursor: { } cursor } ? stream.Keys.Append(cursor) : stream.Keys;

    private string? TooLong(RowColumn column) => table.LongestText(column.Name) is { } longest
        ? string.Create(CultureInfo.InvariantCulture, $"(coalesce(length(CAST({column.Sql} AS VARCHAR)), 0) > {longest})")
        : null;
}
