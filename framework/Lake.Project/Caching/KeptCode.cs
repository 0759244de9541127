using System.Collections.Immutable;
using System.Text;
using Lake.Project.Artifacts;

namespace Lake.Project.Caching;

/// <summary>What a node was compiled to, and what the file system told of the file with it once it was written; null where that tells nothing.</summary>
public sealed record KeptCode(CompiledRecord Record, FileState? File)
{
    internal static KeptCode Read(ReadOnlySpan<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        FileState? file = reader.ReadBoolean() ? new FileState(reader.ReadInt64(), reader.ReadInt64()) : null;
        var macros = ImmutableArray.CreateBuilder<string>(reader.ReadInt32());
        while (macros.Count < macros.Capacity)
        {
            macros.Add(reader.ReadString());
        }

        return new KeptCode(new CompiledRecord(reader.ReadString(), macros.MoveToImmutable(), []), file);
    }

    internal byte[] ToBytes()
    {
        var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, new UTF8Encoding(false, throwOnInvalidBytes: true));
        writer.Write(File is not null);
        if (File is { } file)
        {
            writer.Write(file.Length);
            writer.Write(file.Written);
        }

        writer.Write(Record.Macros.Length);
        foreach (var macro in Record.Macros)
        {
            writer.Write(macro);
        }

        writer.Write(Record.Code);
        return buffer.ToArray();
    }
}

/// <summary>While both stay the same, a file is taken to hold what it held.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Written">When it was last written, in ticks of UTC.</param>
public readonly record struct FileState(long Length, long Written);
