using System.Collections.Immutable;
using Lake.Project.Settings;

namespace Lake.Project.Loaded;

/// <summary>All that is known of a project before any of its nodes.</summary>
/// <param name="Packages">Root and installed packages by name.</param>
public sealed record LoadedSettings(
    ProjectSettings Root, ImmutableDictionary<string, ProjectSettings> Packages, Target Target, Variables Variables);
