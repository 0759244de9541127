using Lake.Text;

namespace Lake.Project.Packages;

/// <summary>One package at one version: what a lock holds and what is installed.</summary>
/// <param name="Request">What it was asked for with.</param>
/// <param name="Version">A hub's version or the commit of a repository; null for folders and tarballs.</param>
internal sealed record PackagePin(PackageRequest Request, string? Version)
{
    /// <summary>Its project's name, which is the folder it is installed in; null until it has been fetched.</summary>
    public string? Name { get; init; } = Request.Name;

    public string Shown => Request.Source switch
    {
        PackageSource.Hub => $"{Request.WrittenAddress} {Version}",
        PackageSource.Git => $"{Request.WrittenAddress} at {Version}",
        PackageSource.Local or PackageSource.Tarball => Request.WrittenAddress,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public DiagnosticException Invalid(string message, string hint) => Rules.PackageRules.InvalidPackage.Error(Request.Place, message, hint);
}
