using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Loader.Loading;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Cli.Commands;

/// <summary>
/// What a command tells: lines for people or events on standard output, and events in the log file. Begins with the
/// events that all commands begin with.
/// </summary>
internal sealed class CommandOutput : IRunObserver, IDisposable
{
    private readonly TerminalContext _terminal;
    private readonly Workspace _workspace;
    private readonly RunReporter _reporter;
    private readonly bool _isQuiet;
    private readonly bool _prints;
    private RunEvents? _events;

    private CommandOutput(TerminalContext terminal, ParseResult parsed, Workspace workspace, bool showsNodes)
    {
        var flags = workspace.Settings.Flags;
        terminal = OutputArguments.Colors.Read(parsed, terminal, flags) == false ? terminal with { UseColors = false } : terminal;
        (_terminal, _workspace, _isQuiet) = (terminal, workspace, LogArguments.IsQuiet(parsed, terminal, flags));
        _prints = OutputArguments.Prints(parsed, terminal);
        IsVerbose = LogArguments.IsVerbose(parsed, terminal, flags);
        Log = LogArguments.Open(parsed, terminal, workspace.Settings, workspace.Options);
        Lines = IsVerbose || _isQuiet ? terminal with { Output = TextWriter.Null, IsInteractive = false } : terminal;
        _reporter = new RunReporter(Lines, showsNodes);
        CommandEvents.Begin(Log, workspace.Options, CommandLine.Version);
        CommandEvents.Warn(Log, workspace.Warnings);
    }

    /// <param name="showsNodes">Whether people see a line for each node.</param>
    public static CommandOutput Open(TerminalContext terminal, ParseResult parsed, Workspace workspace, bool showsNodes = false) =>
        new(terminal, parsed, workspace, showsNodes);

    public EventLog Log { get; }

    /// <summary>Who hears of loads that go on beside a run.</summary>
    public ILoadObserver Loads => new LoadEvents(Log, new LoadReporter(Lines, _reporter));

    /// <summary>The terminal as people see it: without output where they get events, or nothing.</summary>
    public TerminalContext Lines { get; }

    /// <summary>Whether standard output has events.</summary>
    public bool IsVerbose { get; }

    /// <summary>To be called before a run tells of itself.</summary>
    public CommandOutput Following(RunOptions options)
    {
        CommandEvents.Found(Log, _workspace.Project);
        _events = new RunEvents(Log, _workspace.Project, options);
        return this;
    }

    public void On(RunEvent runEvent)
    {
        if (runEvent is MessageLogged { Kind: MessageKind.Print } print)
        {
            if (!_prints)
            {
                return;
            }

            if (_isQuiet && !IsVerbose)
            {
                _terminal.Output.WriteLine(print.Text);
            }
        }

        _events?.On(runEvent);
        _reporter.On(runEvent);
        if (runEvent is RunFinished finished)
        {
            CommandEvents.Complete(Log, _workspace.Options, finished.Result.Succeeded);
        }
    }

    /// <summary>The last lines: how the run went, and what is wrong; when all is well, nothing for those who asked for quiet.</summary>
    public void WriteSummary(RunResult result)
    {
        _reporter.Dispose();
        if (_isQuiet && !IsVerbose && !result.Succeeded)
        {
            using var loud = new RunReporter(_terminal);
            loud.WriteSummary(result);
        }

        _reporter.WriteSummary(result);
    }

    public void Dispose()
    {
        _reporter.Dispose();
        Log.Dispose();
    }
}
