using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lake.CatalogServer;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Iceberg.Serving;

namespace Lake.Cli.Commands;

/// <summary>The Iceberg REST protocol over the project's catalog, until somebody ends it.</summary>
internal static class CatalogServeCommand
{
    private const string TokenVariable = "LAKE_CATALOG_TOKEN";

    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on", HelpName = "address", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<int?> Port = new Option<int?>("--port") { Description = "Port to listen on, 0 for a free one; 8181 when not given", HelpName = "n" }.NumberFrom(0);

    private static readonly Option<bool> ReadOnly = new("--read-only") { Description = "Refuse whatever changes something" };

    private static readonly Option<string?> Certificate = new("--certificate") { Description = "PEM file with the certificate for HTTPS", HelpName = "file" };

    private static readonly Option<string?> Key = new("--key") { Description = "PEM file with the certificate's private key", HelpName = "file" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "serve",
            $"Serve the project's catalog over the Iceberg REST protocol, to Trino, Spark, PyIceberg and others; {TokenVariable} is the token that clients must show",
            ["lake catalog serve", "lake catalog serve --port 9000 --read-only", $"{TokenVariable}=… lake catalog serve --host 0.0.0.0 --certificate lake.pem --key lake.key"])
            .With(Host, Port, ReadOnly, Certificate, Key);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var options = Options(terminal, parsed);
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "catalog");
        using var opened = CatalogFactory.Open(workspace);
        var service = new RestService(opened.Catalog, parsed.GetValue(ReadOnly), opened.StorageProperties);
        try
        {
            CatalogServer.CatalogServer.Run(service, options, address =>
            {
                terminal.Output.WriteLine($"{opened.Describe()} is served at {address}{(parsed.GetValue(ReadOnly) ? ", for reading only" : "")}");
                terminal.Output.Flush();
            }, terminal.CancellationToken).GetAwaiter().GetResult();
            return (int)ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw CliRules.Misused.Error(null, $"nothing can be served at {options}: {e.GetBaseException().Message}", "choose another --port or --host");
        }
        finally
        {
            options.Certificate?.Dispose();
        }
    }

    private static CatalogServerOptions Options(TerminalContext terminal, ParseResult parsed)
    {
        var host = parsed.GetRequiredValue(Host);
        var address = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var given) ? given
            : throw CliRules.Misused.Error(null, $"'{host}' is no address to listen on", "write an IP address, such as 127.0.0.1 or 0.0.0.0");
        var token = terminal.Environment.GetValueOrDefault(TokenVariable) is { Length: > 0 } set ? set : null;
        if (token is null && !IPAddress.IsLoopback(address))
        {
            throw CliRules.UnprotectedServer.Error(
                null, $"at {address} everybody in the network could change the catalog", $"set {TokenVariable} to a token that clients must show, or serve at 127.0.0.1");
        }

        return new CatalogServerOptions(address, parsed.GetValue(Port) ?? 8181) { Token = token, Certificate = ReadCertificate(parsed) };
    }

    private static X509Certificate2? ReadCertificate(ParseResult parsed)
    {
        if (parsed.GetValue(Certificate) is not { } file)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(file, parsed.GetValue(Key) ?? file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw CliRules.Misused.Error(null, $"the certificate {file} cannot be read: {e.Message}", "give PEM files with --certificate and --key");
        }
    }
}
