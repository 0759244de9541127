using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Lake.Project.Files;
using Lake.Project.Units;
using Lake.Text;
using Microsoft.Win32.SafeHandles;

namespace Lake.Project.Caching;

/// <summary>
/// <c>target/parse.cache</c>: what the files of a project gave when they were last read. One of another program, of
/// another key, or damaged in any way is as good as none.
/// </summary>
/// <remarks>
/// A head of 64 bytes (a mark, the key, the lengths of the parts and the hash of the first), then the records that are
/// read when the cache is opened, then the texts that are read when somebody asks.
/// </remarks>
internal sealed class ParseCache
{
    private const int HeadLength = 64;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly RecordTables _tables;
    private readonly int _records;
    private readonly SourceFile _project;

    private ParseCache(ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, SourceFile> shared, CachedTexts texts, SourceFile project)
    {
        (_data, _project) = (data, project);
        var (tables, records) = (BinaryPrimitives.ReadInt32LittleEndian(data.Span), BinaryPrimitives.ReadInt32LittleEndian(data.Span[4..]));
        _tables = new RecordTables(data.Slice(8, tables), shared, texts);
        _records = 8 + tables;
        var from = new RecordReader(data, _tables) { Position = _records + records };
        for (var left = from.Int(); left > 0; left--)
        {
            Variables.Add(from.Text(), from.TextOrNull());
        }

        for (var left = from.Int(); left > 0; left--)
        {
            var unit = CachedUnit.Read(ref from);
            Units[(unit.Kind, unit.Path)] = unit;
        }
    }

    public Dictionary<(UnitKind Kind, string Path), CachedUnit> Units { get; } = [];

    /// <summary>Hashes of the values of the environment variables that templates asked for; null for those that were not set.</summary>
    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public static string PathIn(string target) => Path.Combine(target, "parse.cache");

    /// <summary>Null when there is none that may be believed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What it must have been written under.</param>
    /// <param name="shared">Sources that were read already, by path.</param>
    /// <param name="project">The root's project file.</param>
    public static ParseCache? Open(string path, UInt128 key, IReadOnlyDictionary<string, SourceFile> shared, SourceFile project)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (Read(file, key) is not { } data)
            {
                return null;
            }

            var texts = new CachedTexts(path, file, HeadLength + data.Length);
            file = null;
            return new ParseCache(data, shared, texts, project);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is none, or it cannot be read: the files can.
            return null;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Thread-safe; every call gives new nodes.</summary>
    public FileUnit Read(CachedUnit unit, ProjectFile file) =>
        unit.ToUnit(file, new RecordReader(_data.Slice(_records + unit.Start, unit.Length), _tables), _project);

    /// <summary>Takes the place of the file at once, or leaves it as it is where the folder cannot be written.</summary>
    /// <param name="draft">A name beside it that nobody else uses.</param>
    /// <param name="isWanted">Tells, when all is ready, whether to go on.</param>
    public static void Write(
        string path, string draft, UInt128 key, IReadOnlyDictionary<string, SourceFile> shared, IReadOnlyDictionary<string, string?> variables,
        IEnumerable<(FileUnit Unit, UInt128 Content, FileStamp? Stamp)> units, Func<bool> isWanted)
    {
        try
        {
            var (data, texts) = Encode(shared, variables, units);
            if (!isWanted())
            {
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            Save(draft, key, data, texts);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or EncoderFallbackException)
        {
            // A cache is a convenience: what the command was asked for does not need it, and the next run reads the files.
        }
    }

    private static (List<ReadOnlyMemory<byte>> Data, ReadOnlyMemory<byte> Texts) Encode(
        IReadOnlyDictionary<string, SourceFile> shared, IReadOnlyDictionary<string, string?> variables, IEnumerable<(FileUnit Unit, UInt128 Content, FileStamp? Stamp)> units)
    {
        var to = new RecordWriter(shared);
        var (records, index, start) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>(), 0);
        foreach (var (unit, content, stamp) in units)
        {
            var record = to.Record(() => CachedUnit.WriteRest(to, unit));
            records.Add(record);
            index.Add(to.Record(() => CachedUnit.Write(to, unit, content, stamp, start, record.Length)));
            start += record.Length;
        }

        var names = to.Record(() =>
        {
            to.Many(variables, v =>
            {
                to.Text(v.Key);
                to.Text(v.Value);
            });
            to.Number(index.Count);
        });
        var tables = to.Tables();
        var head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, tables.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), start);
        return ([head, tables, .. records, names, .. index], to.Aside);
    }

    private static byte[]? Read(SafeFileHandle file, UInt128 key)
    {
        var head = new byte[HeadLength];
        if (RandomAccess.Read(file, head, 0) != HeadLength || !head.AsSpan(0, 8).SequenceEqual("lakeprs1"u8)
            || BinaryPrimitives.ReadUInt128LittleEndian(head.AsSpan(8)) != key)
        {
            return null;
        }

        var (length, texts) = (BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(24)), BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(32)));
        if (length is < 0 or > int.MaxValue || RandomAccess.GetLength(file) != HeadLength + length + texts)
        {
            return null;
        }

        var data = new byte[length];
        return RandomAccess.Read(file, data, HeadLength) == length
            && XxHash128.HashToUInt128(data) == BinaryPrimitives.ReadUInt128LittleEndian(head.AsSpan(40))
            ? data
            : null;
    }

    private static void Save(string path, UInt128 key, IReadOnlyList<ReadOnlyMemory<byte>> data, ReadOnlyMemory<byte> texts)
    {
        var hash = new XxHash128();
        foreach (var part in data)
        {
            hash.Append(part.Span);
        }

        var head = new byte[HeadLength];
        "lakeprs1"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt128LittleEndian(head.AsSpan(8), key);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), data.Sum(p => (long)p.Length));
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(32), texts.Length);
        BinaryPrimitives.WriteUInt128LittleEndian(head.AsSpan(40), hash.GetCurrentHashAsUInt128());
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        file.Write(head);
        foreach (var part in data)
        {
            file.Write(part.Span);
        }

        file.Write(texts.Span);
    }
}
