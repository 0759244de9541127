using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Lake.Project.Packages;
using Lake.Project.Settings;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Packages;

/// <summary>Packages from each kind of place; hub and tarballs are folders of this machine.</summary>
public class PackageTests
{
    private const string Shop = "--- dbt_project.yml\nname: shop\n--- models/a.sql\nselect {{ greet() }} as a\n";

    [Fact]
    public void Local_packages_are_linked_with_all_that_they_need()
    {
        using var project = new ProjectCase(Shop + """
            --- packages.yml
            packages:
              - local: packages/{{ var('which', 'hello') }}
            --- packages/hello/dbt_project.yml
            name: hello
            --- packages/hello/packages.yml
            packages: [{local: packages/words}]
            --- packages/words/dbt_project.yml
            name: words
            --- packages/words/macros/greet.sql
            {% macro word() %}'hi'{% endmacro %}
            --- macros/greet.sql
            {% macro greet() %}{{ words.word() }}{% endmacro %}
            """);
        Install(project.Options).Select(p => p.Name).ShouldBe(["hello", "words"]);
        project.Load().Diagnostics.ShouldBeEmpty();
        new DirectoryInfo(project.Folder["dbt_packages/hello"]).LinkTarget.ShouldNotBeNull();
        File.ReadAllText(project.Folder["package-lock.yml"]).ShouldStartWith("packages:\n  - local: packages/hello\n    name: hello\n  - local: packages/words\n");
    }

    /// <summary>The checksums are those of dbt 1.12.6.</summary>
    [Theory]
    [InlineData("[{local: ../}]", "de2deba3d66ce03d8c02949013650cc9b94f6030")]
    [InlineData(
        """
        [{package: dbt-labs/dbt_utils, version: 1.1.1}, {git: "https://x/y.git", revision: '1.0', warn-unpinned: false, subdirectory: a}, {tarball: "http://x/y.tgz", name: yy}, {package: a/b, version: [">=1.0.0", "<2.0.0"], install_prerelease: true}, {package: a/c, version: 1.2}, {git: "https://x/z.git"}]
        """, "d2d1d12004991f289735a2cf69338e515f9d26ec")]
    public void A_lock_has_the_checksum_of_dbt(string packages, string expected)
    {
        using var project = new ProjectCase(Shop + $"--- packages.yml\npackages: {packages}\n");
        var requests = new PackageListReader(n => n, d => throw new InvalidOperationException(d.ToString())).ReadFolder(project.Directory, "");
        PackageLock.Hash(requests).ShouldBe(expected);
    }

    [Fact]
    public void A_repository_is_installed_at_the_commit_of_its_revision()
    {
        using var project = new ProjectCase(Shop + """
            --- repository/inner/dbt_project.yml
            name: greetings
            --- repository/inner/macros/greet.sql
            {% macro greet() %}1{% endmacro %}
            """);
        var repository = project.Folder["repository"];
        Git(repository, "init", "--quiet");
        Git(repository, "add", ".");
        Git(repository, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "one");
        Git(repository, "tag", "v1");
        File.WriteAllText(project.Folder["packages.yml"], $"packages: [{{git: 'file://{repository}', revision: v1, subdirectory: inner}}]");
        var installed = Install(project.Options).ShouldHaveSingleItem();
        installed.Name.ShouldBe("greetings");
        installed.Description.ShouldEndWith(Git(repository, "rev-parse", "HEAD"));
        File.Exists(project.Folder["dbt_packages/greetings/macros/greet.sql"]).ShouldBeTrue();

        File.WriteAllText(project.Folder["packages.yml"], $"packages: [{{git: 'file://{repository}', revision: v2}}]");
        Failure(project.Options).Id.ShouldBe("package-version");
        File.WriteAllText(project.Folder["packages.yml"], $"packages: [{{git: 'file://{repository}', subdirectory: inner}}]");
        var warnings = new List<Diagnostic>();
        PackageInstaller.Install(project.Options, upgrade: false, lockOnly: true, warnings.Add);
        warnings.ShouldHaveSingleItem().Id.ShouldBe("unpinned-package");
    }

    [Fact]
    public void Hub_packages_come_at_the_newest_version_that_is_allowed()
    {
        using var project = new ProjectCase(Shop + """
            --- packages.yml
            packages: [{package: makers/greetings, version: [">=1.0.0", "<2.0.0"]}]
            --- files/1.1.0/dbt_project.yml
            name: greetings
            """);
        var options = Hub(project, "1.0.0", "1.1.0", "1.2.0-rc.1", "2.0.0");
        Install(options).ShouldHaveSingleItem().Description.ShouldBe("makers/greetings 1.1.0");
        File.Exists(project.Folder["dbt_packages/greetings/dbt_project.yml"]).ShouldBeTrue();

        File.WriteAllText(project.Folder["packages.yml"], "packages: [{package: makers/greetings, version: '>=3.0.0'}]");
        var failure = Failure(options);
        failure.ToString().ShouldContain("error[package-version]: no version of 'makers/greetings' meets >=3.0.0");
        failure.Hint.ShouldBe("its versions are 1.0.0, 1.1.0, 2.0.0");
    }

    [Fact]
    public void Without_a_network_the_message_says_what_could_not_be_fetched()
    {
        using var project = new ProjectCase(Shop + "--- packages.yml\npackages: [{package: makers/other, version: 1.0.0}]\n");
        var failure = Failure(Hub(project));
        failure.Id.ShouldBe("unreachable-package");
        failure.Hint.ShouldNotBeNull().ShouldContain("local:");
    }

    [Theory]
    [InlineData("[{local: nowhere}]", "there is no folder 'nowhere'")]
    [InlineData("[{local: models}]", "'models' holds no project: there is no dbt_project.yml in it")]
    [InlineData("[{local: ''}]", "'local' is empty")]
    [InlineData("[{version: 1.0.0}]", "this entry does not say where its package comes from")]
    [InlineData("[{package: a/b}]", "the package 'a/b' has no 'version'")]
    [InlineData("[{package: dbt_utils, version: 1.0.0}]", "'dbt_utils' is no name of a hub package")]
    [InlineData("[{package: a/b, version: newest}]", "'newest' is no condition on a version")]
    [InlineData("[{git: --upload-pack=x}]", "'--upload-pack=x' is no address or revision of git")]
    public void What_cannot_be_followed_is_told(string packages, string message)
    {
        using var project = new ProjectCase(Shop + $"--- packages.yml\npackages: {packages}\n");
        var failure = Failure(Hub(project));
        failure.Id.ShouldBe("invalid-package");
        failure.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("", "makers/greetings@1.0.0", PackageSource.Hub, "packages:\n  - package: makers/greetings\n    version: \"1.0.0\"\n")]
    [InlineData("packages:\n# mine\n- local: ../x\n", "makers/greetings@>=1.0.0,<2.0.0", PackageSource.Hub, "packages:\n- package: makers/greetings\n  version: [\">=1.0.0\", \"<2.0.0\"]\n# mine\n- local: ../x\n")]
    [InlineData("packages:\n  - package: makers/greetings\n    version: 0.9.0\n  - local: ../x\n", "https://example.org/makers/greetings.git@v1", PackageSource.Git, "packages:\n  - git: https://example.org/makers/greetings.git\n    revision: \"v1\"\n  - local: ../x\n")]
    public void A_package_is_added_and_the_rest_of_the_file_stays(string before, string name, PackageSource source, string after)
    {
        using var project = new ProjectCase(Shop + (before.Length == 0 ? "" : "--- packages.yml\n" + before));
        File.ReadAllText(PackageListEditor.Add(project.Options, name, source)).ShouldBe(after);
    }

    private static System.Collections.Immutable.ImmutableArray<InstalledPackage> Install(ProjectOptions options) =>
        PackageInstaller.Install(options, upgrade: false, lockOnly: false, d => throw new InvalidOperationException(d.ToString()));

    private static Diagnostic Failure(ProjectOptions options) =>
        Should.Throw<DiagnosticException>(() => Install(options)).Diagnostics.ShouldHaveSingleItem();

    /// <summary>A hub in the project's folder, with the files of <c>files/1.1.0</c> for every version.</summary>
    private static ProjectOptions Hub(ProjectCase project, params string[] versions)
    {
        var index = project.Folder["hub/api/v1/makers/greetings.json"];
        Directory.CreateDirectory(Path.GetDirectoryName(index) ?? "");
        var tarball = project.Folder["hub/greetings.tar.gz"];
        if (Directory.Exists(project.Folder["files"]))
        {
            using var stream = new GZipStream(File.Create(tarball), CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(project.Folder["files"], stream, includeBaseDirectory: false);
        }

        var entries = versions.Select(v => $"\"{v}\": {{\"downloads\": {{\"tarball\": \"file://{tarball}\"}}}}");
        File.WriteAllText(index, $"{{\"versions\": {{{string.Join(',', entries)}}}}}");
        return project.Options with { Environment = new Dictionary<string, string> { ["DBT_PACKAGE_HUB_URL"] = $"file://{project.Directory}/hub" } };
    }

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true }).ShouldNotBeNull();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output.Trim();
    }
}
