using System.Diagnostics;
using System.Globalization;
using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Text;

namespace Lake.Cli.Shell;

/// <summary>The prompt: reads statements from a person until the end of the input.</summary>
/// <param name="readKey">Waits for a key, Ctrl-C included.</param>
/// <param name="watch">Watches for Ctrl-C while a statement runs, until disposed.</param>
internal sealed class InteractiveShell(
    TerminalContext terminal, IEngineSession session, string format, LineHistory history, Func<ConsoleKeyInfo> readKey, Func<CancellationTokenSource, IDisposable> watch)
{
    /// <summary>What people type in other programs to leave or to be helped.</summary>
    private static readonly string[] BareCommands = ["quit", "exit", "help"];

    private string _format = format;
    private int _mostRows = 100;
    private bool _isTimed = true;

    /// <summary>Of the rows of a result; null for one line of JSON a statement.</summary>
    /// <param name="mostRows">Rows of a table to show; 0 for all.</param>
    public static IResultWriter? Writer(string format, TerminalContext terminal, int mostRows = 0) => format switch
    {
        "csv" => new CsvWriter(),
        "json" => new JsonWriter(),
        "jsonl" => null,
        _ => new TableWriter(mostRows, terminal.IsInteractive ? terminal.Width : 0, terminal.UseColors, ".maxrows 0 shows all"),
    };

    public void Run()
    {
        terminal.Error.WriteLine("Statements end with ; and .help tells the rest.");
        var text = "";
        var completion = new Completion(session);
        var editor = new LineEditor(terminal, readKey, history, (line, cursor, word) => completion.Of(text.Length == 0 ? "" : text + "\n", line, cursor, word));
        while (!terminal.CancellationToken.IsCancellationRequested)
        {
            var name = session.InTransaction ? "lake*" : "lake";
            if (editor.ReadLine(text.Length == 0 ? $"{name}> " : new string('.', name.Length) + "> ") is not { } line)
            {
                return;
            }

            if (text.Length == 0 && CommandOf(line) is { } command)
            {
                history.Add(line);
                if (!Command(command))
                {
                    return;
                }

                continue;
            }

            text = editor.WasGivenUp ? "" : text.Length == 0 ? line : $"{text}\n{line}";
            if (text.Trim().Length > 0 && StatementReader.IsComplete(text))
            {
                history.Add(text);
                Statements(text);
                text = "";
            }
        }
    }

    private static string? CommandOf(string line)
    {
        var word = line.Trim().TrimEnd(';');
        return word.StartsWith('.') ? line.Trim() : BareCommands.Contains(word, StringComparer.OrdinalIgnoreCase) ? $".{word}" : null;
    }

    private void Statements(string text)
    {
        foreach (var statement in new StatementReader(new StringReader(text), "<prompt>").Statements())
        {
            var clock = Stopwatch.StartNew();
            using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(terminal.CancellationToken);
            try
            {
                using (watch(interrupt))
                {
                    new StatementRun(terminal, session, Writer(_format, terminal, _mostRows)).Run(statement, interrupt.Token);
                }
            }
            catch (OperationCanceledException) when (!terminal.CancellationToken.IsCancellationRequested)
            {
                terminal.Error.WriteLine("Interrupted.");
                return;
            }

            if (_isTimed)
            {
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.000} s"));
            }
        }
    }

    /// <summary>False to leave.</summary>
    private bool Command(string line)
    {
        var (command, argument) = line.Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            [var word, var rest] => (word.ToLowerInvariant(), rest),
            var words => (words[0].ToLowerInvariant(), ""),
        };
        if (DotCommands.Query(command, argument) is { } query)
        {
            new StatementRun(terminal, session, Writer(_format, terminal, _mostRows)).Run(new SourceFile("<prompt>", query), terminal.CancellationToken);
            return true;
        }

        switch (command, argument)
        {
            case (".quit" or ".exit", _):
                return false;
            case (".mode", "table" or "csv" or "json" or "jsonl"):
                _format = argument;
                break;
            case (".maxrows", _) when int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var rows):
                _mostRows = rows;
                break;
            case (".timer", "on" or "off"):
                _isTimed = argument == "on";
                break;
            case (".help", _):
                terminal.Error.WriteLine(DotCommands.Help);
                break;
            default:
                terminal.Error.WriteLine($"There is no '{line}'. {Spelling.Hint(command, DotCommands.Names) ?? ".help lists what there is."}");
                break;
        }

        return true;
    }
}
