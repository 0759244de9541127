using System.Text.Json;
using Lake.Testing;
using Shouldly;

namespace Lake.Cli.Tests;

/// <summary>A project in a folder of its own, and the program run there.</summary>
internal sealed class CliProject(string files) : IDisposable
{
    /// <summary>A project <c>shop</c> with the targets <c>prod</c> and <c>dev</c>, each a schema of that name.</summary>
    public const string TwoTargets =
        """
        --- dbt_project.yml
        name: shop
        profile: shop
        --- profiles.yml
        shop:
          target: prod
          outputs:
            prod: {type: duckdb, schema: prod}
            dev: {type: duckdb, schema: dev}

        """;

    public TemporaryFolder Folder { get; } = new TemporaryFolder().With(files);

    /// <summary>Both outputs of a command that must end with the exit code.</summary>
    public string Lake(int exitCode, params string[] arguments)
    {
        var result = LakeProgram.Run(Folder.Path, arguments);
        result.ExitCode.ShouldBe(exitCode, result.ToString());
        return result.Output + result.Error;
    }

    /// <summary>The rows of a query, values parted by commas.</summary>
    public string Rows(string sql, params string[] options)
    {
        var rows = Lake(0, ["query", sql, "--output", "csv", .. options]);
        return rows[(rows.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd('\n');
    }

    /// <summary>An artifact below <c>target/</c>.</summary>
    public JsonElement Artifact(string file) => JsonDocument.Parse(File.ReadAllText(Folder["target/" + file])).RootElement;

    public void Dispose() => Folder.Dispose();
}
