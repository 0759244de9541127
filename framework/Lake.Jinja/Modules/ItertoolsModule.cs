using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>modules.itertools</c>, without <c>groupby</c> and its like, as dbt has it.</summary>
internal static class ItertoolsModule
{
    public static PyDict Create() => new(new Dictionary<string, object?>
    {
        ["chain"] = Iterator("chain", "*iterables", a => Tuple(a[0]).SelectMany(PyIteration.Items)),
        ["product"] = Iterator("product", "*iterables, repeat=1", Product),
        ["permutations"] = Iterator("permutations", "iterable, r=None", a => Pick(Array(a[0]), Size(a[1], a[0]), (_, _) => true, isPermutation: true)),
        ["combinations"] = Iterator("combinations", "iterable, r", a => Pick(Array(a[0]), Size(a[1], a[0]), (last, next) => next > last, isPermutation: false)),
        ["combinations_with_replacement"] = Iterator("combinations_with_replacement", "iterable, r", a => Pick(Array(a[0]), Size(a[1], a[0]), (last, next) => next >= last, isPermutation: false)),
        ["count"] = Iterator("count", "start=0, step=1", a => Count(a[0], a[1])),
        ["cycle"] = Iterator("cycle", "iterable", a => Cycle(Array(a[0]))),
        ["repeat"] = Iterator("repeat", "object, times=None", a => Repeat(a[0], a[1])),
        ["accumulate"] = new NativeFunction("accumulate", Accumulate),
        ["compress"] = Iterator("compress", "data, selectors", a => PyIteration.Items(a[0]).Zip(PyIteration.Items(a[1])).Where(pair => PyValue.IsTrue(pair.Second)).Select(pair => pair.First)),
        ["islice"] = Iterator("islice", "iterable, *bounds", Slice),
        ["starmap"] = new NativeFunction("starmap", StarMap),
        ["tee"] = NativeFunction.Create("tee", "iterable, n=2", a => new PyTuple([.. Enumerable.Repeat(Array(a[0]), PyNumber.ToInt(a[1])).Select(items => (object?)new PyIterator(items.AsEnumerable().GetEnumerator()))])),
        ["zip_longest"] = Iterator("zip_longest", "*iterables, fillvalue=None", ZipLongest),
    });

    private static NativeFunction Iterator(string name, string parameters, Func<object?[], IEnumerable<object?>> body) =>
        Keyworded(name, parameters, arguments => new PyIterator(body(arguments), $"itertools.{name}"));

    /// <summary>Parameters after <c>*iterables</c> can only be passed by name.</summary>
    private static NativeFunction Keyworded(string name, string parameters, Func<object?[], object?> body)
    {
        var star = parameters.IndexOf('*', StringComparison.Ordinal);
        if (star != 0 || !parameters.Contains(',', StringComparison.Ordinal))
        {
            return NativeFunction.Create(name, parameters, body);
        }

        var signature = new Signature(parameters[(parameters.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        return new NativeFunction(name, arguments =>
            body([new PyTuple(arguments.Positional), .. signature.Bind(name, [], arguments.Keywords)]));
    }

    private static object?[] Tuple(object? value) => PyIteration.ToArray(value);

    private static object?[] Array(object? value) => [.. PyIteration.ToList(value)];

    private static int Size(object? size, object? iterable) => size is null ? (int)(PyValue.Length(iterable) ?? 0)
        : PyNumber.ToInt(size) is >= 0 and var n ? n : throw JinjaError.Value("r must be non-negative");

    private static IEnumerable<object?> Product(object?[] a)
    {
        var pools = Tuple(a[0]).Select(Array).ToArray();
        var repeated = Enumerable.Repeat(pools, Math.Max(0, PyNumber.ToInt(a[1]))).SelectMany(p => p).ToArray();
        return Combine(repeated, 0, []);
    }

    private static IEnumerable<object?> Combine(object?[][] pools, int at, object?[] chosen)
    {
        if (at == pools.Length)
        {
            yield return new PyTuple(chosen);
            yield break;
        }

        foreach (var item in pools[at])
        {
            foreach (var rest in Combine(pools, at + 1, [.. chosen, item]))
            {
                yield return rest;
            }
        }
    }

    private static IEnumerable<object?> Pick(object?[] pool, int size, Func<int, int, bool> follows, bool isPermutation, int[]? chosen = null)
    {
        chosen ??= [];
        if (chosen.Length == size)
        {
            yield return new PyTuple([.. chosen.Select(index => pool[index])]);
            yield break;
        }

        for (var i = 0; i < pool.Length; i++)
        {
            if (isPermutation ? System.Array.IndexOf(chosen, i) < 0 : chosen.Length == 0 || follows(chosen[^1], i))
            {
                foreach (var rest in Pick(pool, size, follows, isPermutation, [.. chosen, i]))
                {
                    yield return rest;
                }
            }
        }
    }

    private static IEnumerable<object?> Count(object? start, object? step)
    {
        for (var value = start; ; value = Arithmetic.Apply(BinaryOperator.Add, value, step))
        {
            yield return value;
        }
    }

    private static IEnumerable<object?> Cycle(object?[] items)
    {
        while (items.Length > 0)
        {
            foreach (var item in items)
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<object?> Repeat(object? item, object? times)
    {
        for (var left = times is null ? long.MaxValue : PyNumber.ToIndex(times); left > 0; left--)
        {
            yield return item;
        }
    }

    private static PyIterator Accumulate(CallArguments arguments)
    {
        var function = arguments.Optional(1, "func");
        var initial = arguments.TryGetKeyword("initial", out var first) ? first : null;
        var source = PyIteration.Items(arguments.Required(0, "iterable"));
        var call = arguments;
        return new PyIterator(Sums(), "itertools.accumulate");

        IEnumerable<object?> Sums()
        {
            var total = initial;
            var started = initial is not null;
            if (started)
            {
                yield return total;
            }

            foreach (var item in source)
            {
                total = !started ? item : function is null ? Arithmetic.Apply(BinaryOperator.Add, total, item) : call.Invoke(function, [total, item]);
                started = true;
                yield return total;
            }
        }
    }

    private static PyIterator StarMap(CallArguments arguments)
    {
        var (function, items, call) = (arguments.Required(0, "function"), PyIteration.Items(arguments.Required(1, "iterable")), arguments);
        return new PyIterator(items.Select(item => call.Invoke(function, Array(item))), "itertools.starmap");
    }

    private static IEnumerable<object?> Slice(object?[] a)
    {
        var bounds = Tuple(a[1]);
        var (start, stop, step) = bounds.Length switch
        {
            1 => (0, Bound(bounds[0], long.MaxValue), 1),
            2 => (Bound(bounds[0], 0), Bound(bounds[1], long.MaxValue), 1),
            3 => (Bound(bounds[0], 0), Bound(bounds[1], long.MaxValue), Bound(bounds[2], 1)),
            _ => throw JinjaError.Type($"islice expected from 2 to 4 arguments, got {bounds.Length + 1}"),
        };
        if (start < 0 || stop < 0 || step < 1)
        {
            throw JinjaError.Value("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }

        return Walk(PyIteration.Items(a[0]), start, stop, step);
    }

    private static IEnumerable<object?> Walk(IEnumerable<object?> items, long start, long stop, long step)
    {
        if (stop == 0)
        {
            yield break;
        }

        var index = 0L;
        foreach (var item in items)
        {
            if (index >= start && (index - start) % step == 0)
            {
                yield return item;
            }

            if (++index >= stop)
            {
                yield break;
            }
        }
    }

    private static long Bound(object? value, long otherwise) => value is null ? otherwise : PyNumber.ToIndex(value);

    private static IEnumerable<object?> ZipLongest(object?[] a)
    {
        var columns = Tuple(a[0]).Select(Array).ToArray();
        for (var row = 0; row < columns.Select(column => column.Length).DefaultIfEmpty(0).Max(); row++)
        {
            yield return new PyTuple([.. columns.Select(column => row < column.Length ? column[row] : a[1])]);
        }
    }
}
