using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Text;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>env_var(name, default)</c>.</summary>
internal static class EnvVarFunction
{
    private static readonly string[] SecretPrefixes = ["DBT_ENV_SECRET", "LAKE_ENV_SECRET"];

    public static bool IsSecret(string name) =>
        SecretPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Secrets are given out only where <paramref name="allowSecrets"/>: in profiles and packages.</summary>
    public static NativeFunction Create(IReadOnlyDictionary<string, string> environment, bool allowSecrets) => new("env_var", arguments =>
    {
        var name = arguments.Text(0, "var");
        if (IsSecret(name) && !allowSecrets)
        {
            throw ContextRules.SecretEnvVar.Error(
                arguments.Site, $"'{name}' is a secret and may be read in profiles and packages only",
                "rename the variable without the secret prefix, or use it in profiles.yml");
        }

        if (environment.TryGetValue(name, out var value))
        {
            return value;
        }

        return arguments.OptionalText(1, "default") is { } byDefault
            ? byDefault
            : throw ContextRules.MissingEnvVar.Error(
                arguments.Site, $"the environment variable '{name}' is not set",
                Spelling.Hint(name, environment.Keys) ?? $"set it, or give a default: env_var('{name}', '…')");
    });
}
