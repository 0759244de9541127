using dotenv.net;
using Lake.Project.Rules;

namespace Lake.Cli.Terminal;

/// <summary><c>.env</c> of the working folder or the nearest above it. What it says counts where the environment says nothing.</summary>
internal static class EnvironmentFile
{
    private const string Name = ".env";

    /// <summary>As files that shells read too have it.</summary>
    private const string Export = "export ";

    public static IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> environment, string directory)
    {
        if (Find(directory) is not { } path)
        {
            return environment;
        }

        try
        {
            var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
            foreach (var (name, value) in DotEnv.Fluent().WithEnvFiles(path).WithExceptions().Read())
            {
                all.TryAdd(name.StartsWith(Export, StringComparison.Ordinal) ? name[Export.Length..].TrimStart() : name, value);
            }

            return all;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ProjectRules.UnreadableFile.Error(null, $"{path} cannot be read: {error.Message}", "correct its rights, or move it");
        }
    }

    private static string? Find(string directory)
    {
        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, Name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
