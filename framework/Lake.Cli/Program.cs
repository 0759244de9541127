using Lake.Cli.Commands;
using Lake.Cli.Terminal;

using var signals = new StopSignals();
var terminal = TerminalContext.FromConsole(signals.Token);
var exitCode = CommandLine.Run(args, terminal);
terminal.Output.Flush();
return exitCode;
