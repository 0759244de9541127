using System.ComponentModel;
using System.Diagnostics;
using Lake.Project.Contexts;
using Lake.Project.Rules;

namespace Lake.Project.Packages;

/// <summary>A repository at one revision, by the machine's own git and its credentials.</summary>
internal sealed class GitCheckout(PackageRequest request, SecretScrubber secrets)
{
    /// <summary>Clones below the folder; gives the checkout and its commit.</summary>
    public (string Folder, string Commit) Clone(string below, string? revision)
    {
        if (request.Address.StartsWith('-') || revision?.StartsWith('-') == true)
        {
            throw PackageRules.InvalidPackage.Error(request.Place, $"'{(revision ?? request.WrittenAddress)}' is no address or revision of git", "check how it is spelt");
        }

        var folder = Path.Combine(below, Guid.NewGuid().ToString("n"));
        Run("clone", "--quiet", "--no-checkout", "--", request.Address, folder);
        var commit = revision is null
            ? Run("-C", folder, "rev-parse", "HEAD")
            : TryRun("-C", folder, "rev-parse", "--verify", "--quiet", $"origin/{revision}^{{commit}}")
                ?? TryRun("-C", folder, "rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}")
                ?? throw PackageRules.PackageVersion.Error(
                    request.Place, $"'{request.WrittenAddress}' has no revision '{revision}'", "name a branch, a tag or a whole commit");
        Run("-C", folder, "checkout", "--quiet", "--detach", commit);
        return (folder, commit);
    }

    private string Run(params string[] arguments)
    {
        var (code, output, error) = Start(arguments);
        return code == 0
            ? output
            : throw PackageRules.UnreachablePackage.Error(
                request.Place, $"git cannot fetch '{request.WrittenAddress}': {secrets.Scrub(error.Trim())}",
                "check the address, the network and your access; without a network, take a copy and name its folder with 'local:'");
    }

    private string? TryRun(params string[] arguments) => Start(arguments) is (0, var output, _) ? output : null;

    private (int Code, string Output, string Error) Start(string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
            git.StandardInput.Close();
            var error = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return (git.ExitCode, output.Trim(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw PackageRules.UnreachablePackage.Error(request.Place, $"'{request.WrittenAddress}' needs git, which is not installed", "install git");
        }
    }
}
