using Lake.Cli;
using Lake.Cli.Terminal;

using var terminal = TerminalContext.FromConsole();
return CommandLine.Run(args, terminal);
