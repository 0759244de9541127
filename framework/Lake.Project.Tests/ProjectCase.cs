using Lake.Project.Loaded;
using Lake.Project.Selecting;
using Lake.Project.Settings;
using Lake.Testing;
using Lake.Text;

namespace Lake.Project.Tests;

/// <summary>
/// A project in one text: lines <c>key: value</c> for the command line (<c>target</c>, <c>profile</c>, <c>vars</c>,
/// <c>select</c>, <c>exclude</c>, <c>indirect</c>), then files, each after a line <c>--- path</c>.
/// </summary>
internal sealed class ProjectCase : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    public ProjectCase(string text)
    {
        var body = text.ReplaceLineEndings("\n");
        var start = body.StartsWith("--- ", StringComparison.Ordinal) ? 0 : body.IndexOf("\n--- ", StringComparison.Ordinal) + 1;
        foreach (var line in body[..start].Split('\n').Where(l => l.Contains(':', StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            _settings[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        _folder.With(body[start..]);
    }

    public string Directory => _folder.Path;

    public TemporaryFolder Folder => _folder;

    public ProjectOptions Options => new()
    {
        WorkingDirectory = _settings.TryGetValue("run-in", out var inner) ? Path.Combine(_folder.Path, inner) : _folder.Path,
        ProjectDirectory = _settings.GetValueOrDefault("project-dir"),
        ProfilesDirectory = _settings.GetValueOrDefault("profiles-dir"),
        Target = _settings.GetValueOrDefault("target"),
        Profile = _settings.GetValueOrDefault("profile"),
        Vars = _settings.GetValueOrDefault("vars"),
        Environment = new Dictionary<string, string> { ["SCHEMA"] = "from_env" },
        InvocationId = "00000000-0000-0000-0000-000000000000",
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public LoadedProject Load() => ProjectLoader.Load(Options);

    /// <summary>Everything that loading and selecting say, as people see it.</summary>
    public string Diagnose()
    {
        try
        {
            var project = Load();
            var selected = _settings.ContainsKey("select") || _settings.ContainsKey("exclude") || _settings.ContainsKey("selector")
                ? NodeSelector.Select(project, Selection).Diagnostics
                : [];
            return Draw([.. project.Diagnostics, .. selected]);
        }
        catch (DiagnosticException e)
        {
            return Draw(e.Diagnostics);
        }
    }

    public SelectionOptions Selection => new()
    {
        Select = Words("select"),
        Exclude = Words("exclude"),
        Selector = _settings.GetValueOrDefault("selector"),
        Indirect = _settings.TryGetValue("indirect", out var mode) ? Enum.Parse<IndirectSelection>(mode, ignoreCase: true) : IndirectSelection.Eager,
    };

    public void Dispose() => _folder.Dispose();

    private string Draw(IEnumerable<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Select(d => DiagnosticText.Draw(d)))
            .ReplaceLineEndings("\n").Replace(_folder.Path, "<folder>", StringComparison.Ordinal);

    private System.Collections.Immutable.ImmutableArray<string> Words(string key) =>
        _settings.TryGetValue(key, out var text) ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [];
}
