namespace Lake.Jinja.Values;

/// <summary><c>range(start, stop, step)</c>.</summary>
public sealed class PyRange(long start, long stop, long step) : JinjaObject
{
    public override string TypeName => "range";

    public override bool IsSequence => true;

    public long Start { get; } = start;

    public long Stop { get; } = stop;

    public long Step { get; } = step;

    public long Count { get; } = step > 0
        ? start < stop ? ((stop - start - 1) / step) + 1 : 0
        : start > stop ? ((start - stop - 1) / -step) + 1 : 0;

    public override long? Length => Count;

    public override string Repr => Step == 1 ? $"range({Start}, {Stop})" : $"range({Start}, {Stop}, {Step})";

    public override bool TryGetItem(object? key, out object? value)
    {
        var index = PyNumber.IsInteger(key) ? PyNumber.ToIndex(key) : long.MaxValue;
        index = index < 0 ? index + Count : index;
        var found = index >= 0 && index < Count;
        value = found ? PyBox.Of(Start + (index * Step)) : null;
        return found;
    }

    public override bool TryGetAttribute(string name, out object? value) => Methods.RangeMethods.TryGet(this, name, out value);

    public override bool Contains(object? item)
    {
        if (item is not (long or bool))
        {
            return base.Contains(item);
        }

        var n = PyNumber.ToIndex(item);
        return (Step > 0 ? n >= Start && n < Stop : n <= Start && n > Stop) && (n - Start) % Step == 0;
    }

    public override bool EqualTo(object? other) =>
        other is PyRange range && range.Count == Count
        && (Count == 0 || (range.Start == Start && (Count == 1 || range.Step == Step)));

    public override int Hash() => Count == 0 ? 0 : HashCode.Combine(Count, Start, Count == 1 ? 0 : Step);

    public override IEnumerator<object?> Iterate()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return PyBox.Of(Start + (i * Step));
        }
    }
}
