using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary><c>x[start:stop:step]</c>.</summary>
internal static class Slicing
{
    public static object? Apply(object? owner, object? start, object? stop, object? step)
    {
        switch (owner)
        {
            case string text:
                return Text(text, start, stop, step);
            case Markup markup:
                return new Markup(Text(markup.Value, start, stop, step));
            case PySequence sequence:
                return sequence.Make([.. Indexes(sequence.Count, start, stop, step).Select(i => sequence[(int)i])]);
            case PyBytes bytes:
                return bytes.Slice(Indexes(bytes.Length.GetValueOrDefault(), start, stop, step));
            case PyRange range:
                var (from, to, by) = Bounds(range.Count, start, stop, step);
                return new PyRange(range.Start + (from * range.Step), range.Start + (to * range.Step), range.Step * by);
            case Undefined undefined:
                return undefined.TryGetItem(null, out var value) ? value : throw undefined.Error();
            case PyDict:
                throw JinjaError.Type("unhashable type: 'slice'");
            default:
                throw JinjaError.Type($"'{PyValue.TypeName(owner)}' object is not subscriptable");
        }
    }

    /// <summary>Where a slice of so many items begins, ends (not included) and how it steps.</summary>
    public static (long Start, long Stop, long Step) Bounds(long count, object? start, object? stop, object? step)
    {
        var by = step is null ? 1 : Index(step);
        if (by == 0)
        {
            throw JinjaError.Value("slice step cannot be zero");
        }

        var (low, high) = by > 0 ? (0L, count) : (-1L, count - 1);
        var from = start is null ? (by > 0 ? low : high) : Clamp(Index(start), count, low, high);
        var to = stop is null ? (by > 0 ? high : low) : Clamp(Index(stop), count, low, high);
        return (from, to, by);
    }

    private static string Text(string text, object? start, object? stop, object? step)
    {
        var (from, to, by) = Bounds(PyString.Length(text), start, stop, step);
        if (by == 1)
        {
            return PyString.Slice(text, (int)from, (int)to);
        }

        var items = PyString.Items(text).ToList();
        return string.Concat(Indexes(items.Count, start, stop, step).Select(i => items[(int)i]));
    }

    private static IEnumerable<long> Indexes(long count, object? start, object? stop, object? step)
    {
        var (from, to, by) = Bounds(count, start, stop, step);
        for (var i = from; by > 0 ? i < to : i > to; i += by)
        {
            yield return i;
            if (by > 0 ? i > long.MaxValue - by : i < long.MinValue - by)
            {
                yield break;
            }
        }
    }

    private static long Index(object? value) => PyNumber.IsInteger(value)
        ? PyNumber.ToIndex(value)
        : throw (value as Undefined)?.Error() ?? JinjaError.Type("slice indices must be integers or None or have an __index__ method");

    private static long Clamp(long index, long count, long low, long high) =>
        Math.Clamp(index < 0 ? Math.Max(index + count, low) : index, low, high);
}
