using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>A hash table under Python's equality that remembers the order of insertion.</summary>
internal sealed class PyTable
{
    private const int Free = -1;
    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _used;
    private int _version;

    public int Count { get; private set; }

    public bool TryGet(object? key, out object? value) => TryGet(key, PyCompare.Hash(key), out value);

    public bool TryGet(object? key, int hash, out object? value)
    {
        var index = Find(key, hash);
        value = index < 0 ? null : _entries[index].Value;
        return index >= 0;
    }

    public void Set(object? key, object? value)
    {
        var hash = PyCompare.Hash(key);
        var index = Find(key, hash);
        if (index >= 0)
        {
            _entries[index].Value = value;
            return;
        }

        if (_used == _entries.Length)
        {
            Resize();
        }

        ref var bucket = ref _buckets[unchecked((uint)hash) % (uint)_buckets.Length];
        _entries[_used] = new Entry { Key = key, Value = value, Hash = hash, Next = bucket, IsLive = true };
        bucket = _used++;
        Count++;
        _version++;
    }

    public bool Remove(object? key, out object? value)
    {
        var hash = PyCompare.Hash(key);
        var index = Find(key, hash);
        if (index < 0)
        {
            value = null;
            return false;
        }

        value = _entries[index].Value;
        ref var link = ref _buckets[unchecked((uint)hash) % (uint)_buckets.Length];
        while (link != index)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[index].Next;
        _entries[index] = default;
        Count--;
        _version++;
        return true;
    }

    public void Clear()
    {
        (_buckets, _entries, _used, Count) = ([], [], 0, 0);
        _version++;
    }

    /// <summary>Fails, as Python does, when the size changes underway.</summary>
    public IEnumerator<T> Iterate<T>(string what, Func<KeyValuePair<object?, object?>, T> select)
    {
        var version = _version;
        for (var i = 0; i < _used; i++)
        {
            if (_entries[i].IsLive)
            {
                yield return select(new KeyValuePair<object?, object?>(_entries[i].Key, _entries[i].Value));
                if (version != _version)
                {
                    throw new JinjaError(ErrorKind.TemplateError, $"{what} changed size during iteration");
                }
            }
        }
    }

    private int Find(object? key, int hash)
    {
        if (_buckets.Length == 0)
        {
            return Free;
        }

        var index = _buckets[unchecked((uint)hash) % (uint)_buckets.Length];
        while (index >= 0)
        {
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && PyCompare.Same(entry.Key, key))
            {
                return index;
            }

            index = entry.Next;
        }

        return Free;
    }

    private void Resize()
    {
        var size = Math.Max(4, Count * 2);
        var entries = new Entry[size];
        var buckets = new int[size];
        Array.Fill(buckets, Free);
        var used = 0;
        for (var i = 0; i < _used; i++)
        {
            if (_entries[i].IsLive)
            {
                var entry = _entries[i];
                ref var bucket = ref buckets[unchecked((uint)entry.Hash) % (uint)size];
                entry.Next = bucket;
                bucket = used;
                entries[used++] = entry;
            }
        }

        (_entries, _buckets, _used) = (entries, buckets, used);
    }

    private struct Entry
    {
        public object? Key;
        public object? Value;
        public int Hash;
        public int Next;
        public bool IsLive;
    }
}
