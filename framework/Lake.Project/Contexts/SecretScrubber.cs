using Lake.Project.Contexts.Functions;

namespace Lake.Project.Contexts;

/// <summary>Blots the values of secret environment variables out of whatever is shown.</summary>
public sealed class SecretScrubber(IReadOnlyDictionary<string, string> environment)
{
    private readonly string[] _secrets =
        [.. environment.Where(v => EnvVarFunction.IsSecret(v.Key) && v.Value.Length > 0).Select(v => v.Value).OrderByDescending(v => v.Length)];

    public string Scrub(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "*****", StringComparison.Ordinal);
        }

        return text;
    }
}
