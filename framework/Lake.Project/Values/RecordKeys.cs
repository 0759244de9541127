using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Values;

/// <summary>The keys of records that the program itself writes: as many as there are places that write one.</summary>
internal static class RecordKeys
{
    private static readonly ConcurrentDictionary<KeyOrder, KeyOrder>.AlternateLookup<ReadOnlySpan<(string Key, object? Value)>> Known =
        new ConcurrentDictionary<KeyOrder, KeyOrder>(new SameNames()).GetAlternateLookup<ReadOnlySpan<(string Key, object? Value)>>();

    public static KeyOrder Of(ReadOnlySpan<(string Key, object? Value)> pairs)
    {
        if (!Known.TryGetValue(pairs, out var keys))
        {
            keys = SameNames.KeysOf(pairs);
            Known.TryAdd(pairs, keys);
        }

        return keys;
    }

    private sealed class SameNames : IEqualityComparer<KeyOrder>, IAlternateEqualityComparer<ReadOnlySpan<(string Key, object? Value)>, KeyOrder>
    {
        public static KeyOrder KeysOf(ReadOnlySpan<(string Key, object? Value)> pairs)
        {
            var names = new string[pairs.Length];
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = pairs[i].Key;
            }

            return new KeyOrder(names);
        }

        public bool Equals(KeyOrder? x, KeyOrder? y) => x is not null && y is not null && x.Names.AsSpan().SequenceEqual(y.Names);

        public bool Equals(ReadOnlySpan<(string Key, object? Value)> alternate, KeyOrder other)
        {
            if (alternate.Length != other.Names.Length)
            {
                return false;
            }

            for (var i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other.Names[i])
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode([DisallowNull] KeyOrder obj)
        {
            var hash = obj.Names.Length;
            foreach (var name in obj.Names)
            {
                hash = Next(hash, name);
            }

            return hash;
        }

        public int GetHashCode(ReadOnlySpan<(string Key, object? Value)> alternate)
        {
            var hash = alternate.Length;
            foreach (var (name, _) in alternate)
            {
                hash = Next(hash, name);
            }

            return hash;
        }

        public KeyOrder Create(ReadOnlySpan<(string Key, object? Value)> alternate) => KeysOf(alternate);

        /// <summary>Enough to tell the few records apart.</summary>
        private static int Next(int hash, string name) => unchecked((hash * 31) + name.Length + (name.Length == 0 ? 0 : name[0] << 8));
    }
}
