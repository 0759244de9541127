using System.Text.Json;
using Lake.Testing;

namespace Lake.Cli.Tests.Outside;

/// <summary>The demo lakehouse in a folder of its own, with nothing built yet.</summary>
internal sealed class DemoCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DemoCopy()
    {
        foreach (var part in (string[])["models", "macros", "tests", "project"])
        {
            Copy(Path.Combine(Repository, part), _folder[part]);
        }

        File.Copy(Path.Combine(Repository, "lake_project.yml"), _folder["lake_project.yml"]);
    }

    public static string Repository { get; } = Path.GetFullPath(Baseline.Folder(["..", "..", ".."]));

    public string Root => _folder.Path;

    public string this[string relative] => _folder[relative];

    /// <summary>The second day's files arrive.</summary>
    public void AddSecondDay()
    {
        Copy(_folder["project/day_two/data"], _folder["project/data"]);
        Copy(_folder["project/day_two/seeds"], _folder["project/seeds"]);
    }

    /// <summary>Remembers the warehouse as it is. Paths in metadata are absolute, so it can only come back to the same place.</summary>
    public void Save() => Copy(_folder["warehouse"], _folder["saved"]);

    public void Restore()
    {
        Directory.Delete(_folder["warehouse"], recursive: true);
        Copy(_folder["saved"], _folder["warehouse"]);
    }

    /// <summary>Names of all tables, as <c>schema.table</c>.</summary>
    public IReadOnlyList<string> Tables() =>
    [
        .. LakeProcess.Query(
                Root,
                "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' ORDER BY 1")
            .Select(row => Text(row, "name")),
    ];

    public string FolderOf(string table) => _folder[Path.Combine("warehouse", table.Replace('.', Path.DirectorySeparatorChar))];

    public void Dispose() => _folder.Dispose();

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? target);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
