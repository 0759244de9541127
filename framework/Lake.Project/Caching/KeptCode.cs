using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Lake.Project.Artifacts;

namespace Lake.Project.Caching;

/// <summary>What a node was compiled to, and what the file system told of the file with it once it was written; null where that tells nothing.</summary>
public sealed record KeptCode(CompiledRecord Record, FileState? File)
{
    private const int HeadLength = 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The state of the file, the number of the macros, each with its length before it, the code.</summary>
    internal static KeptCode Read(ReadOnlySpan<byte> bytes)
    {
        var file = new FileState(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        var macros = ImmutableArray.CreateBuilder<string>(BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]));
        var rest = bytes[HeadLength..];
        while (macros.Count < macros.Capacity)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            macros.Add(Strict.GetString(rest.Slice(4, length)));
            rest = rest[(4 + length)..];
        }

        return new KeptCode(new CompiledRecord(Strict.GetString(rest), macros.MoveToImmutable(), []), file.Length < 0 ? null : file);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[HeadLength + Record.Macros.Sum(m => 4 + Strict.GetByteCount(m)) + Strict.GetByteCount(Record.Code)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, File?.Length ?? -1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), File?.Written ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Record.Macros.Length);
        var rest = bytes.AsSpan(HeadLength);
        foreach (var macro in Record.Macros)
        {
            var length = Strict.GetBytes(macro, rest[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(4 + length)..];
        }

        Strict.GetBytes(Record.Code, rest);
        return bytes;
    }
}

/// <summary>While both stay the same, a file is taken to hold what it held.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Written">When it was last written, in ticks of UTC.</param>
public readonly record struct FileState(long Length, long Written);
