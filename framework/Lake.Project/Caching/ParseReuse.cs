using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Settings;
using Lake.Project.Units;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>
/// Decides file by file whether what the cache has of it still holds, and writes the next cache. What nodes mean to
/// each other is never taken from the cache.
/// </summary>
internal sealed class ParseReuse
{
    /// <summary>A file may change within the clock's grain without its stamp showing it.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(UnitKind Kind, string Path), FileUnit> _units = new();
    private readonly ConcurrentDictionary<string, bool> _keptPatchPaths = new(StringComparer.Ordinal);
    private readonly DateTime _started = DateTime.UtcNow;
    private readonly NotedEnvironment? _environment;
    private readonly string _path;
    private readonly UInt128 _key;
    private readonly Dictionary<string, SourceFile> _shared = new(StringComparer.Ordinal);
    private readonly ParseCache? _cache;
    private readonly HashSet<(UnitKind Kind, string Path)> _unchanged = [];
    private readonly int _looked;

    /// <summary>Where nothing is to be kept.</summary>
    public ParseReuse() => _path = "";

    public ParseReuse(
        NotedEnvironment environment, ProjectOptions options, LoadedSettings settings, MacroRegistry macros, IEnumerable<DocBlock> docs,
        ImmutableArray<(UnitKind Kind, ProjectFile File)> files)
    {
        _environment = environment;
        _path = ParseCache.PathIn(settings.Root.Paths.Target);
        _key = CacheKey.Of(options, settings, macros.All, docs);
        foreach (var source in settings.Packages.Values.Select(p => p.Source).Concat(macros.All.Select(m => m.Source)))
        {
            _shared.TryAdd(source.Path, source);
        }

        _cache = ParseCache.Open(_path, _key, _shared, settings.Root.Source);
        if (_cache?.Variables.All(v => Hash(options.Environment.GetValueOrDefault(v.Key)) == v.Value) == false)
        {
            _cache = null;
        }

        if (_cache is not null)
        {
            _looked = Compare(files, _cache);
        }
    }

    /// <summary>A unit to fill by reading the file.</summary>
    public FileUnit Begin(UnitKind kind, ProjectFile file) => _units[(kind, file.DisplayPath)] = new FileUnit(kind, file);

    /// <summary>The unit of a file that was read in this run or kept.</summary>
    public FileUnit? Find(UnitKind kind, string path) => _units.GetValueOrDefault((kind, path));

    /// <summary>What the cache has of a file of code; null when it has to be read.</summary>
    public FileUnit? Kept(UnitKind kind, ProjectFile file) =>
        Holding(kind, file) is { IsOpen: false } cached && _cache is { } cache ? cache.Read(cached, file) : null;

    /// <summary>Takes a kept unit into this run.</summary>
    public void Keep(FileUnit unit)
    {
        _units[(unit.Kind, unit.File.DisplayPath)] = unit;
        if (unit.Kind == UnitKind.Properties)
        {
            _keptPatchPaths[unit.File.PatchPath] = true;
        }
    }

    /// <summary>Whether the property file of that name, in the form of nodes, is read in this run; one that is gone counts as read.</summary>
    public bool IsRead(string patchPath) => !_keptPatchPaths.ContainsKey(patchPath);

    /// <summary>Whether a property file says what it said when the cache was written, read again or not.</summary>
    public bool SaysTheSame(string path) =>
        _cache is not null && _unchanged.Contains((UnitKind.Properties, path)) && !_cache.Units[(UnitKind.Properties, path)].IsVolatile;

    /// <summary>
    /// The property files that have to be read although they did not change: they describe what has changed, what is
    /// gone, or what a file that did change describes as well.
    /// </summary>
    /// <param name="read">The property files that were read.</param>
    public HashSet<string> Needed(IEnumerable<PropertyFile> read, ImmutableArray<(UnitKind Kind, ProjectFile File)> files)
    {
        if (_cache is not { } cache)
        {
            return [];
        }

        var described = read.SelectMany(p => p.Patches).SelectMany(p => p.Versions.Select(v => NodePatches.Stem(p, v)).Append(p.Name)).ToHashSet(StringComparer.Ordinal);
        var present = files.Select(f => (f.Kind, f.File.DisplayPath)).ToHashSet();
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, unit) in cache.Units)
        {
            if (unit.PatchPaths.Length > 0
                && (unit.IsVolatile || !_unchanged.Contains(key) || !present.Contains(key)
                    || described.Contains(Path.GetFileNameWithoutExtension(unit.Path)) || unit.Names.Any(described.Contains)))
            {
                needed.UnionWith(unit.PatchPaths);
            }
        }

        return needed;
    }

    /// <summary>Begins to write the cache beside what else the program does; null when the one that is there will do.</summary>
    public CacheWriting? Save(ProjectOptions options) =>
        _environment is null || (_cache is not null && _looked <= Math.Max(8, _units.Count / 20))
            ? null
            : new CacheWriting(isWanted => Write(options.InvocationId, isWanted));

    private void Write(string invocation, Func<bool> isWanted)
    {
        var variables = new Dictionary<string, string?>(_cache?.Variables ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in _environment?.Asked ?? new Dictionary<string, string?>())
        {
            variables[name] = Hash(value);
        }

        var units = _units.Values.Where(u => u.Diagnostics.All(d => d.Data is null))
            .OrderBy(u => u.Kind).ThenBy(u => u.File.DisplayPath, StringComparer.Ordinal);
        ParseCache.Write(_path, $"{_path}.{invocation}", _key, _shared, variables, units.SelectMany(Entry), isWanted);
    }

    /// <summary>None for a file that could not be read.</summary>
    private IEnumerable<(FileUnit Unit, UInt128 Content, FileStamp? Stamp)> Entry(FileUnit unit)
    {
        var key = (unit.Kind, unit.File.DisplayPath);
        if (unit.Source is { } source)
        {
            yield return (unit, _unchanged.Contains(key) && _cache is { } cache ? cache.Units[key].Content : Hash(source), Settled(unit.File.Stamp));
        }
    }

    private FileStamp? Settled(FileStamp? stamp) => stamp is { } known && known.Changed < (_started - Grain).Ticks ? known : null;

    private CachedUnit? Holding(UnitKind kind, ProjectFile file) =>
        _cache is { } cache && _unchanged.Contains((kind, file.DisplayPath)) && cache.Units[(kind, file.DisplayPath)] is { IsVolatile: false } cached ? cached : null;

    /// <returns>How many files the next cache would save a look into.</returns>
    private int Compare(ImmutableArray<(UnitKind Kind, ProjectFile File)> files, ParseCache cache)
    {
        var (same, looked) = (new bool[files.Length], 0);
        Parallel.For(0, files.Length, i =>
        {
            var (kind, file) = files[i];
            if (cache.Units.TryGetValue((kind, file.DisplayPath), out var unit) && unit.Stamp is { } stamp && stamp == file.Stamp)
            {
                same[i] = true;
                return;
            }

            Interlocked.Increment(ref looked);
            same[i] = unit is not null && FileReader.Read(file.FullPath, file.DisplayPath, _ => { }) is { } source && Hash(source) == unit.Content;
        });
        for (var i = 0; i < files.Length; i++)
        {
            if (same[i])
            {
                _unchanged.Add((files[i].Kind, files[i].File.DisplayPath));
            }
        }

        return looked;
    }

    private static UInt128 Hash(SourceFile source) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(source.Text.AsSpan()));

    private static string? Hash(string? value) => value is null ? null : Checksum.Sha256(value);
}
