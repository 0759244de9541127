using System.Buffers.Binary;
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
    private readonly Dictionary<ProjectFile, CachedUnit> _unchanged = new(ReferenceEqualityComparer.Instance);
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
            foreach (var name in _cache.Variables.Keys)
            {
                // What is kept has asked for it.
                environment.ContainsKey(name);
            }
        }
    }

    /// <summary>What the cache was opened under; null where nothing is to be kept.</summary>
    public UInt128? Key => _environment is null ? null : _key;

    /// <summary>A unit to fill by reading the file.</summary>
    public FileUnit Begin(UnitKind kind, ProjectFile file) => _units[(kind, file.DisplayPath)] = new FileUnit(kind, file);

    /// <summary>The unit of a file that was read in this run or kept.</summary>
    public FileUnit? Find(UnitKind kind, string path) => _units.GetValueOrDefault((kind, path));

    /// <summary>What the cache has of a file of code; null when it has to be read.</summary>
    public FileUnit? Kept(ProjectFile file) =>
        _unchanged.GetValueOrDefault(file) is { IsOpen: false, IsVolatile: false } cached && _cache is { } cache ? cache.Read(cached, file) : null;

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
        _cache?.Units.GetValueOrDefault((UnitKind.Properties, path)) is { IsUnchanged: true, IsVolatile: false };

    /// <summary>
    /// The property files that have to be read although they did not change: they describe what has changed, what is
    /// gone, or what a file that did change describes as well.
    /// </summary>
    /// <param name="read">The property files that were read.</param>
    public HashSet<string> Needed(IEnumerable<PropertyFile> read)
    {
        if (_cache is not { } cache)
        {
            return [];
        }

        var described = read.SelectMany(p => p.Patches).SelectMany(p => p.Versions.Select(v => NodePatches.Stem(p, v)).Append(p.Name)).ToHashSet(StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in cache.Units.Values)
        {
            if (unit.PatchPaths.Length > 0 && (unit.IsVolatile || !unit.IsUnchanged || (described.Count > 0 && IsIn(described, unit))))
            {
                needed.UnionWith(unit.PatchPaths);
            }
        }

        return needed;
    }

    private static bool IsIn(HashSet<string> described, CachedUnit unit) =>
        described.Contains(Path.GetFileNameWithoutExtension(unit.Path)) || unit.Names.Any(described.Contains);

    /// <summary>Tells the nodes of all files what they came from: their own file and the one that describes them.</summary>
    public void MarkOrigins()
    {
        foreach (var unit in _units.Values)
        {
            unit.Content = unit.Source is not { } source ? 0 : _unchanged.GetValueOrDefault(unit.File)?.Content ?? Hash(source);
        }

        var described = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        foreach (var unit in _units.Values.Where(u => u is { Kind: UnitKind.Properties, IsVolatile: false }))
        {
            described[unit.File.PatchPath] = unit.Content;
        }

        foreach (var unit in _units.Values.Where(u => u is { IsVolatile: false } && u.Content != 0))
        {
            foreach (var node in unit.Code.Concat<Node>(unit.Sources).Concat(unit.Tests).Concat(unit.SourceTests))
            {
                node.Origin = Origin(unit, node.PatchPath is not { } path ? 1 : described.GetValueOrDefault(path));
            }
        }
    }

    private static UInt128 Origin(FileUnit unit, UInt128 described)
    {
        if (described == 0)
        {
            return 0;
        }

        Span<byte> both = stackalloc byte[36];
        BinaryPrimitives.WriteUInt128LittleEndian(both, unit.Content);
        BinaryPrimitives.WriteUInt128LittleEndian(both[16..], described);
        BinaryPrimitives.WriteInt32LittleEndian(both[32..], (int)unit.Kind);
        return XxHash128.HashToUInt128(both);
    }

    /// <summary>Begins to write the cache beside what else the program does; null when the one that is there will do.</summary>
    public CacheWriting? Save(ProjectOptions options) =>
        _environment is null || (_cache is not null && _looked <= Math.Max(8, _units.Count / 20))
            ? null
            : new CacheWriting(isWanted => Write(options.InvocationId, isWanted), options.Background);

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
        if (unit.Source is { } source)
        {
            yield return (unit, _unchanged.GetValueOrDefault(unit.File)?.Content ?? Hash(source), Settled(unit.File.Stamp));
        }
    }

    private FileStamp? Settled(FileStamp? stamp) => stamp is { } known && known.Changed < (_started - Grain).Ticks ? known : null;

    /// <returns>How many files the next cache would save a look into.</returns>
    private int Compare(ImmutableArray<(UnitKind Kind, ProjectFile File)> files, ParseCache cache)
    {
        var (units, looked) = (new CachedUnit?[files.Length], 0);
        Parallel.For(0, files.Length, i =>
        {
            var (kind, file) = files[i];
            units[i] = cache.Units.GetValueOrDefault((kind, file.DisplayPath));
            if (units[i]?.Stamp is { } stamp && stamp == file.Stamp)
            {
                return;
            }

            Interlocked.Increment(ref looked);
            units[i] = units[i] is { } unit && FileReader.Read(file.FullPath, file.DisplayPath, _ => { }) is { } source && Hash(source) == unit.Content ? unit : null;
        });
        _unchanged.EnsureCapacity(files.Length);
        for (var i = 0; i < files.Length; i++)
        {
            if (units[i] is { } unit)
            {
                unit.IsUnchanged = true;
                _unchanged.Add(files[i].File, unit);
            }
        }

        return looked;
    }

    private static UInt128 Hash(SourceFile source) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(source.Text.AsSpan()));

    private static string? Hash(string? value) => value is null ? null : Checksum.Sha256(value);
}
