using System.Text.RegularExpressions;
using Lake.Testing;
using Lake.Text;
using Lake.Yaml;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>The files under <c>deploy/</c>: they agree with each other, and with them the demo is built as <c>docs/deploy.md</c> says.</summary>
[Collection(OutsideCollection.Name)]
public sealed partial class DeployTests
{
    private static readonly string Folder = Path.Combine(DemoCopy.Repository, "deploy");

    public static TheoryData<string> YamlFiles =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Folder, "*.yml", SearchOption.AllDirectories)).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void Each_document_is_YAML(string file)
    {
        foreach (var document in Read(file).Split("\n---\n"))
        {
            YamlDocument.Parse(new SourceFile(file, document)).Diagnostics.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("trino/lake.properties")]
    [InlineData("postgres/iceberg.sql")]
    [InlineData("lake/profiles.yml")]
    public void The_config_map_holds_the_same_files(string file) =>
        Read("kubernetes/config.yaml").ShouldContain(string.Concat(Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}\n")));

    [Fact]
    public void Who_reads_a_variable_is_given_it()
    {
        var compose = Read("compose.yaml");
        Given(compose, "lake").ShouldBe(EnvironmentVariable().Matches(Read("lake/profiles.yml")).Where(m => m.Groups[2].Length == 0).Select(m => m.Groups[1].Value), ignoreOrder: true);
        Given(compose, "trino").ShouldBe(TrinoVariable().Matches(Read("trino/lake.properties")).Select(m => m.Groups[1].Value), ignoreOrder: true);
        foreach (var file in (string[])["kubernetes/lake.yaml", "kubernetes/trino.yaml"])
        {
            Read(file).ShouldContain("secretRef: { name: lakehouse }");
        }
    }

    [Fact]
    public void The_demo_is_built_with_them()
    {
        using var demo = new DemoCopy();
        var name = TrinoCatalog.NewName();
        Judge.At("LAKE_TEST_TRINO");
        var postgres = new Uri(Servers.Postgres.Uri);
        string Here(string text) => text
            .Replace("postgres:5432/lakehouse", $"{postgres.Host}:{postgres.Port}/postgres", StringComparison.Ordinal)
            .Replace("http://minio:9000", Servers.Minio["endpoint"], StringComparison.Ordinal)
            .Replace("s3://lakehouse/", $"s3://lake/{name}/", StringComparison.Ordinal)
            .Replace("catalog-name=lake", $"catalog-name={name}", StringComparison.Ordinal);
        var login = postgres.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        var environment = new Dictionary<string, string>
        {
            ["TRINO_HOST"] = Servers.Trino.Address.Host,
            ["TRINO_PORT"] = $"{Servers.Trino.Address.Port}",
            ["POSTGRES_USER"] = login[0],
            ["POSTGRES_PASSWORD"] = login[1],
            ["S3_ACCESS_KEY"] = Servers.Minio["access_key"],
            ["S3_SECRET_KEY"] = Servers.Minio["secret_key"],
            ["LAKE_PROFILES_DIR"] = demo["profiles"],
            ["LAKE_TARGET_PATH"] = demo["state/target"],
            ["LAKE_LOG_PATH"] = demo["state/logs"],
        };
        Directory.CreateDirectory(demo["profiles"]);
        File.WriteAllText(demo["profiles/profiles.yml"], Here(Read("lake/profiles.yml"))
            .Replace("catalog: lake", $"catalog: {name}", StringComparison.Ordinal).Replace("database: lake", $"database: {name}", StringComparison.Ordinal).Replace("name: lake\n", $"name: {name}\n", StringComparison.Ordinal));
        var properties = Here(Read("trino/lake.properties")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("connector.name", StringComparison.Ordinal))
            .Select(line => TrinoVariable().Replace(line, variable => environment[variable.Groups[1].Value]).Split('=', 2))
            .Select(pair => $"\"{pair[0]}\" = '{pair[1]}'");
        Run("query", "create schema if not exists main", "--target", "embedded");
        using var trino = new TrinoCatalog(string.Join(", ", properties), name);
        Run("debug");
        Run("build");
        Run("docs", "generate");
        trino.Query("select count(*) > 100 from {0}.gold.fct_payments")[0][0].ShouldBe("True");
        Directory.Exists(demo["target"]).ShouldBeFalse("what is written lies where the variables say");

        void Run(params string[] arguments)
        {
            using var process = LakeProcess.Start(demo.Root, environment, [.. arguments, "--profile", "lakehouse"]);
            process.Wait(600).ShouldBe(0, process.Text);
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");

    /// <summary>Variables of a service of the compose file that are its secrets.</summary>
    private static IEnumerable<string> Given(string compose, string service)
    {
        var lines = compose.Split('\n').SkipWhile(line => line != $"  {service}:").Skip(1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal) || line.Length == 0);
        return lines.Select(line => Setting().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex(@"env_var\('(\w+)'(, )?")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"\$\{ENV:(\w+)\}")]
    private static partial Regex TrinoVariable();

    [GeneratedRegex(@"^      (\w+): \$\{\1")]
    private static partial Regex Setting();
}
