using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Lake.Project.Contexts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Settings;

namespace Lake.Project.Caching;

/// <summary>
/// <c>target/compiled.cache</c>: the SQL of nodes whose rendering depended on nothing but their own files, those of what
/// they read, and what all files depend on. One of another key, or damaged in any way, is as good as none. Serves any
/// number of threads.
/// </summary>
/// <remarks>A head (a mark, the key, the hash of the rest), the environment variables, the records.</remarks>
public sealed class CompiledCache
{
    private const int HeadLength = 40;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly LoadedProject _project;
    private readonly string _path;
    private readonly UInt128 _key;
    private readonly byte[] _data;
    private readonly Dictionary<UInt128, (int Start, int Length)> _found = [];
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<UInt128, KeptCode> _made = new();

    private CompiledCache(LoadedProject project, UInt128 key)
    {
        (_project, _key, _path) = (project, key, Path.Combine(project.Settings.Paths.Target, "compiled.cache"));
        _data = Read() ?? [];
        if (_data.Length > 0 && !Index())
        {
            (_data, _found, _variables) = ([], [], new(StringComparer.Ordinal));
        }
    }

    /// <summary>Null where nothing may be kept: the project was read without a cache, or the run reads other relations or rows than the project's.</summary>
    public static CompiledCache? Open(LoadedProject project, ExecutionSettings settings)
    {
        if (project.ParseKey is not { } key || settings.Sample is not null || settings.Batch is not null || settings.Deferred.Count > 0)
        {
            return null;
        }

        var hash = new XxHash128();
        Append(hash, key);
        hash.Append(Encoding.UTF8.GetBytes($"{settings.FullRefresh} {settings.StoreFailures} {settings.Empty}"));
        return new CompiledCache(project, hash.GetCurrentHashAsUInt128());
    }

    /// <summary>Null when the node has to be rendered.</summary>
    public KeptCode? Find(CodeNode node) => Fingerprint(node) is { } print && _found.TryGetValue(print, out var place)
        ? KeptCode.Read(_data.AsSpan(place.Start, place.Length))
        : null;

    /// <summary>Keeps what a node was rendered to; the caller has seen that rendering it again would give the same.</summary>
    public void Keep(CodeNode node, KeptCode code)
    {
        if (Fingerprint(node) is { } print)
        {
            _made[print] = code;
        }
    }

    /// <summary>
    /// Replaces the file at once, when anything has come or gone, beside the command where that has somebody who waits for
    /// it. Where the folder cannot be written it stays as it is.
    /// </summary>
    public void Save()
    {
        if (_project.Options.Background is { } background)
        {
            background.Start(Write);
        }
        else
        {
            Write();
        }
    }

    private void Write()
    {
        var current = _project.Of<CodeNode>().Select(Fingerprint).OfType<UInt128>().ToHashSet();
        if (_made.IsEmpty && _found.Keys.All(current.Contains))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path) ?? "");
            var draft = $"{_path}.{_project.Options.InvocationId}";
            File.WriteAllBytes(draft, Encode(current));
            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EncoderFallbackException)
        {
            // A cache is a convenience: the next run renders again.
        }
    }

    /// <summary>All that the node's SQL may depend on besides the key: its files, those of what it reads, and what that is. Null where that is not known.</summary>
    private UInt128? Fingerprint(CodeNode node)
    {
        if (node.Origin == 0)
        {
            return null;
        }

        var hash = new XxHash128();
        Append(hash, node.Origin);
        hash.Append(MemoryMarshal.AsBytes(node.UniqueId.AsSpan()));
        foreach (var id in node.DependsOn)
        {
            if (!_project.Nodes.TryGetValue(id, out var parent) || parent.Origin == 0)
            {
                return null;
            }

            Append(hash, parent.Origin);
            hash.Append(MemoryMarshal.AsBytes(id.AsSpan()));
        }

        return hash.GetCurrentHashAsUInt128();
    }

    private static void Append(XxHash128 hash, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        hash.Append(bytes);
    }

    private byte[]? Read()
    {
        try
        {
            if (!File.Exists(_path) || File.ReadAllBytes(_path) is not { Length: > HeadLength } data)
            {
                return null;
            }

            return data.AsSpan(0, 8).SequenceEqual("lakecmp1"u8) && BinaryPrimitives.ReadUInt128LittleEndian(data.AsSpan(8)) == _key
                && XxHash128.HashToUInt128(data.AsSpan(HeadLength)) == BinaryPrimitives.ReadUInt128LittleEndian(data.AsSpan(24))
                ? data
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Whether the environment is the one that the records were made in.</returns>
    private bool Index()
    {
        using var reader = new BinaryReader(new MemoryStream(_data, HeadLength, _data.Length - HeadLength), Encoding.UTF8);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (name, value) = (reader.ReadString(), reader.ReadBoolean() ? reader.ReadString() : null);
            _variables[name] = value;
            if (HashOf(_project.Options.Environment.GetValueOrDefault(name)) != value)
            {
                return false;
            }
        }

        var at = HeadLength + (int)reader.BaseStream.Position;
        while (at < _data.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_data.AsSpan(at + 16));
            _found[BinaryPrimitives.ReadUInt128LittleEndian(_data.AsSpan(at))] = (at + 20, length);
            at += 20 + length;
        }

        return true;
    }

    /// <param name="current">The fingerprints that nodes have now; records of others are left out.</param>
    private byte[] Encode(HashSet<UInt128> current)
    {
        var buffer = new MemoryStream(Math.Max(_data.Length, 1 << 16));
        buffer.SetLength(HeadLength);
        buffer.Position = HeadLength;
        using var writer = new BinaryWriter(buffer, Strict);
        WriteVariables(writer);
        Span<byte> head = stackalloc byte[20];
        foreach (var print in current)
        {
            var record = _made.TryGetValue(print, out var made) ? made.ToBytes()
                : _found.TryGetValue(print, out var place) ? _data.AsSpan(place.Start, place.Length)
                : default;
            if (!record.IsEmpty)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(head, print);
                BinaryPrimitives.WriteInt32LittleEndian(head[16..], record.Length);
                writer.Write(head);
                writer.Write(record);
            }
        }

        var data = buffer.ToArray();
        "lakecmp1"u8.CopyTo(data);
        BinaryPrimitives.WriteUInt128LittleEndian(data.AsSpan(8), _key);
        BinaryPrimitives.WriteUInt128LittleEndian(data.AsSpan(24), XxHash128.HashToUInt128(data.AsSpan(HeadLength)));
        return data;
    }

    private void WriteVariables(BinaryWriter writer)
    {
        var variables = new Dictionary<string, string?>(_variables, StringComparer.Ordinal);
        foreach (var (name, value) in (_project.Options.Environment as NotedEnvironment)?.Asked ?? new Dictionary<string, string?>())
        {
            variables[name] = HashOf(value);
        }

        writer.Write(variables.Count);
        foreach (var (name, value) in variables)
        {
            writer.Write(name);
            writer.Write(value is not null);
            if (value is not null)
            {
                writer.Write(value);
            }
        }
    }

    private static string? HashOf(string? value) => value is null ? null : Checksum.Sha256(value);
}
