using System.Globalization;
using System.Text;
using Lake.Text;

namespace Lake.Iceberg.Storage;

/// <summary>
/// The files <c>v1…</c>, <c>v2…</c>, … of one table or view. The highest is the present state; the hint file only spares
/// looking for it, and may be wrong or missing.
/// </summary>
internal sealed class VersionedFiles(IFileIO io, string folder, string suffix, string? hint)
{
    /// <summary>The name that other writers give a compressed version.</summary>
    private readonly string[] _suffixes = suffix == TableSuffix ? [suffix, ".gz" + suffix, suffix + ".gz"] : [suffix];

    public const string TableSuffix = ".metadata.json";
    public const string ViewSuffix = ".view.json";

    public string LocationOf(int version) => $"{folder}/v{version.ToString(CultureInfo.InvariantCulture)}{suffix}";

    /// <summary>Null when there is none.</summary>
    public (int Version, string Location)? Latest()
    {
        var found = ReadHint() is { } version && Find(version) is { } location ? (version, location) : Highest();
        while (found is { } current && Find(current.Item1 + 1) is { } next)
        {
            found = (current.Item1 + 1, next);
        }

        return found;
    }

    /// <summary>All there are, oldest first.</summary>
    public IEnumerable<(int Version, string Location)> All() => io.ListFiles(folder)
        .Select(name => (Version: VersionOf(name), Location: $"{folder}/{name}"))
        .Where(f => f.Version > 0)
        .OrderBy(f => f.Version);

    /// <summary>False when another writer has made that version, or has removed the one before it.</summary>
    public bool TryCreate(int version, string? previous, ReadOnlySpan<byte> content)
    {
        if (Find(version) is not null || !io.TryCreate(LocationOf(version), content, previous))
        {
            return false;
        }

        WriteHint(version);
        return true;
    }

    /// <summary>
    /// Oldest first and the hint last, so that until the end the newest is what readers find. False, and nothing is
    /// deleted, when another writer has made a version behind the newest.
    /// </summary>
    public bool TryDeleteAll(int newest)
    {
        if (!io.DeleteTogether([.. All().Select(f => f.Location)], unlessExists: LocationOf(newest + 1)))
        {
            return false;
        }

        if (hint is not null)
        {
            io.Delete($"{folder}/{hint}");
        }

        return true;
    }

    private (int, string)? Highest() => All().Select(f => ((int, string)?)f).LastOrDefault();

    private string? Find(int version) => _suffixes
        .Select(s => $"{folder}/v{version.ToString(CultureInfo.InvariantCulture)}{s}")
        .FirstOrDefault(io.Exists);

    private int VersionOf(string name)
    {
        var end = _suffixes.Where(name.EndsWith).Select(s => s.Length).DefaultIfEmpty(0).Max();
        return end > 0 && name.StartsWith('v')
            && int.TryParse(name.AsSpan(1, name.Length - end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0;
    }

    private int? ReadHint() => hint is not null && io.TryRead($"{folder}/{hint}") is { } bytes
        && int.TryParse(Encoding.UTF8.GetString(bytes).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    private void WriteHint(int version)
    {
        if (hint is null)
        {
            return;
        }

        try
        {
            // Digits alone: other readers do not trim.
            io.Write($"{folder}/{hint}", Encoding.ASCII.GetBytes(version.ToString(CultureInfo.InvariantCulture)), durable: false);
        }
        catch (DiagnosticException)
        {
            // The version is there and published; readers look forward from an old hint.
            return;
        }
    }
}
