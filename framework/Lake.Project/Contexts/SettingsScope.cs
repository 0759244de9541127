using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>What there is before any node: what templates of the project file and of profiles may read.</summary>
/// <param name="Options">The command line and the environment.</param>
/// <param name="Vars">What <c>var</c> finds: <c>--vars</c> and vars.yml.</param>
/// <param name="Target">What <c>target</c> is; null while profiles are read.</param>
/// <param name="Secrets">Whether <c>env_var</c> may give variables named <c>DBT_ENV_SECRET_…</c>.</param>
public sealed record SettingsScope(ProjectOptions Options, ValueMap Vars, Target? Target, bool Secrets);
