using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The keys of <c>packages.yml</c> and <c>dependencies.yml</c>.</summary>
public static class PackageKeys
{
    public static readonly KeySet Package = new(
        "package",
        new("package", Shape.Text, "A package of the hub: `dbt-labs/dbt_utils`"),
        new("version", Shape.TextOrNumber.Or(Shape.ListOf(Shape.TextOrNumber), "text or a list of texts"), "Its version, or conditions: `[\">=1.1.0\", \"<2.0.0\"]`"),
        new("install-prerelease", Shape.Boolean, "Whether versions before a release count", "false"),
        new("git", Shape.Text, "A git repository"),
        new("revision", Shape.TextOrNumber, "Its branch, tag or commit"),
        new("subdirectory", Shape.Text, "The folder of the repository that is the package"),
        new("warn-unpinned", Shape.Boolean, "Whether to warn of a repository without a revision", "true"),
        new("local", Shape.Text, "A folder, relative to the project"),
        new("tarball", Shape.Text, "The address of an archive"),
        new("name", Shape.Text, "The package's name, for an archive; in a lock file for all"),
        new("private", Shape.Text, "Refused: can be had from dbt's platform only") { IsHidden = true },
        new("provider", Shape.Text, "Belongs to private") { IsHidden = true },
        new("install_prerelease", Shape.Boolean, "Same as install-prerelease") { IsHidden = true },
        new("warn_unpinned", Shape.Boolean, "Same as warn-unpinned") { IsHidden = true },
        new("unrendered", Shape.Map, "Written by dbt into lock files") { IsHidden = true });

    public static readonly KeySet File = new(
        "list of packages",
        new("packages", Shape.ListOf(Shape.Of(Package)), "Packages that `lake deps` installs; each has one of package, git, local and tarball"),
        new("projects", Shape.List, "Taken, without effect: other projects of dbt's platform") { IsHidden = true },
        new("sha1_hash", Shape.Text, "Written by `lake deps` into lock files") { IsHidden = true })
    {
        About = "`packages.yml`, or `dependencies.yml` without Jinja.",
    };
}
