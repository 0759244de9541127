using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Gateway;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>Receives webhooks until somebody ends it.</summary>
internal static class GatewayCommand
{
    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on", HelpName = "address", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<int?> Port = new("--port") { Description = "Port to listen on, 0 for a free one; 8080 when not given", HelpName = "n" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "gateway",
            "Receive the webhooks of the project's streams, and commit them to raw tables in small batches",
            ["STRIPE_WEBHOOK_SECRET=… lake gateway", "lake gateway --host 0.0.0.0 --port 8080    # behind a proxy that speaks HTTPS"]).With(Host, Port);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var host = parsed.GetRequiredValue(Host);
        var address = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var given) ? given
            : throw CliRules.Misused.Error(null, $"'{host}' is no address to listen on", "write an IP address, such as 127.0.0.1 or 0.0.0.0");
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "gateway");
        using var engine = workspace.OpenEngine();
        var options = new GatewayOptions(workspace.Settings.Directory, workspace.Streams, address, parsed.GetValue(Port) ?? 8080) { Environment = terminal.Environment };
        try
        {
            WebhookGateway.Run(options, workspace.LoaderOf(engine), at => Say($"webhooks are received at {at}"), d => Say(DiagnosticText.Draw(d, terminal.UseColors)), terminal.CancellationToken).GetAwaiter().GetResult();
            return (int)ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw CliRules.Misused.Error(null, $"nothing can be received at {options}: {e.GetBaseException().Message}", "choose another --port or --host");
        }

        void Say(string text)
        {
            terminal.Output.WriteLine(text);
            terminal.Output.Flush();
        }
    }
}
