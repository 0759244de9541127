using System.IO.Hashing;
using System.Text;
using Lake.Project.Rules;
using Microsoft.Win32.SafeHandles;

namespace Lake.Project.Caching;

/// <summary>The part of the parse cache that is read bit by bit. A newer cache that takes the file's place does not touch it.</summary>
internal sealed class CachedTexts(string path, SafeFileHandle file, long start)
{
    public string Read(int offset, int length, ulong hash)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length && RandomAccess.Read(file, bytes.AsSpan(read), start + offset + read) is > 0 and var more)
        {
            read += more;
        }

        return read == length && XxHash3.HashToUInt64(bytes) == hash
            ? Encoding.UTF8.GetString(bytes)
            : throw ProjectRules.DamagedCache.Error(null, $"the parse cache {path} is damaged", "delete it; it is written anew");
    }
}
