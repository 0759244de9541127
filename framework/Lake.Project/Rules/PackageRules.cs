using Lake.Text;

namespace Lake.Project.Rules;

/// <summary>What can go wrong when packages are installed.</summary>
public static class PackageRules
{
    public static readonly DiagnosticRule InvalidPackage = new(
        "invalid-package", Severity.Error, "An entry of a list of packages cannot be followed, or leads to a folder that is no project.");

    public static readonly DiagnosticRule UnreachablePackage = new(
        "unreachable-package", Severity.Error, "A package cannot be fetched: there is no network, no such address, or no git. Local packages need none of them.");

    public static readonly DiagnosticRule PackageVersion = new(
        "package-version", Severity.Error, "No version of a package meets all that is asked of it.");

    public static readonly DiagnosticRule UnpinnedPackage = new(
        "unpinned-package", Severity.Warning, "A repository is taken at a branch that may move. Give it a revision, or say warn-unpinned: false.");
}
