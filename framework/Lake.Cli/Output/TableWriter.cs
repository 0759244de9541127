using System.Globalization;
using System.Numerics;
using Lake.Engines;
using Spectre.Console;

namespace Lake.Cli.Output;

/// <summary>A table for people. Numbers stand right; NULL is shown as such; long results are cut with a note.</summary>
/// <param name="mostRows">Rows to show; 0 for all.</param>
/// <param name="width">Characters a line; 0 leaves lines as long as they get.</param>
/// <param name="colors">Whether to write ANSI escapes.</param>
/// <param name="more">How to get at the rows that are not shown.</param>
internal sealed class TableWriter(int mostRows, int width, bool colors, string more = "--max-rows 0 shows all") : IResultWriter
{
    private const int WidestLine = 100_000;

    public void Write(IQueryResult result, TextWriter output)
    {
        var table = new Table { Border = TableBorder.Rounded, UseSafeBorder = false };
        var (shown, total) = (0, 0L);
        var numeric = new bool[result.Columns.Count];
        var rows = new List<object?[]>();
        foreach (var row in result.Rows)
        {
            total++;
            if (mostRows == 0 || shown < mostRows)
            {
                shown++;
                rows.Add(row);
                for (var i = 0; i < row.Length; i++)
                {
                    numeric[i] |= row[i] is long or double or float or BigInteger or SqlDecimal;
                }
            }
        }

        for (var i = 0; i < result.Columns.Count; i++)
        {
            var column = new TableColumn(new Markup($"[bold]{Markup.Escape(result.Columns[i].Name)}[/]"));
            table.AddColumn(numeric[i] ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(Cell));
        }

        Console(output).Write(table);
        output.WriteLine(shown < total
            ? string.Create(CultureInfo.InvariantCulture, $"({shown} of {total} rows; {more})")
            : string.Create(CultureInfo.InvariantCulture, $"({total} {(total == 1 ? "row" : "rows")})"));
    }

    private static Markup Cell(object? cell) =>
        CellFormat.Text(cell) is { } text ? new Markup(Markup.Escape(text)) : new Markup("[grey]NULL[/]");

    private IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width == 0 ? WidestLine : width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
