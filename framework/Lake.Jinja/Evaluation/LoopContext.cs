using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>The <c>loop</c> of a loop: looks one item ahead only when asked.</summary>
internal sealed class LoopContext(object? items, Module module, Func<object?, int, string>? recurse, int depth) : JinjaObject, IDisposable
{
    private readonly List<object?>? _list = (items as PyList)?.Items;
    private IEnumerator<object?>? _items = items is PyList ? null : PyIteration.Iterator(items);
    private int _taken;
    private object? _after = Sentinel.Missing;
    private object? _before = Sentinel.Missing;
    private object? _changed = Sentinel.Missing;
    private long? _length;
    private long _index = -1;

    public override string TypeName => "LoopContext";

    public override bool IsCallable => true;

    public override long? Length => Count();

    public override bool IsTrue => true;

    public override string Repr => string.Create(CultureInfo.InvariantCulture, $"<LoopContext {_index + 1}/{Count()}>");

    public object? Current { get; private set; } = Sentinel.Missing;

    public bool MoveNext()
    {
        object? next;
        if (_after is not Sentinel)
        {
            (next, _after) = (_after, Sentinel.Missing);
        }
        else if (!TryTake(out next))
        {
            return false;
        }

        _index++;
        (_before, Current) = (Current, next);
        return true;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "index" => PyBox.Of(_index + 1),
            "index0" => PyBox.Of(_index),
            "first" => PyBox.Of(_index == 0),
            "last" => PyBox.Of(Peek() is Sentinel),
            "length" => PyBox.Of(Count()),
            "revindex" => PyBox.Of(Count() - _index),
            "revindex0" => PyBox.Of(Count() - _index - 1),
            "depth" => PyBox.Of(depth + 1L),
            "depth0" => PyBox.Of((long)depth),
            "previtem" => _index == 0 ? module.MakeUndefined(null, "there is no previous item") : _before,
            "nextitem" => Peek() is Sentinel ? module.MakeUndefined(null, "there is no next item") : _after,
            "cycle" => new NativeFunction("cycle", Cycle),
            "changed" => new NativeFunction("changed", Changed),
            _ => Sentinel.Missing,
        };
        return value is not Sentinel;
    }

    public override object? Call(in CallArguments arguments) => recurse is null
        ? throw JinjaError.Type("The loop must have the 'recursive' marker to be called recursively.")
        : recurse(arguments.Required(0, "iterable"), depth + 1);

    public void Dispose() => _items?.Dispose();

    /// <summary>The next item of all; whatever is added to a list once it has ended is not seen, as in Python.</summary>
    private bool TryTake(out object? item)
    {
        if (_items is not null)
        {
            var isThere = _items.MoveNext();
            item = isThere ? _items.Current : null;
            return isThere;
        }

        if (_list is null || _taken >= _list.Count)
        {
            item = null;
            _taken = int.MaxValue;
            return false;
        }

        item = _list[_taken++];
        return true;
    }

    private object? Peek()
    {
        if (_after is Sentinel && TryTake(out var item))
        {
            _after = item;
        }

        return _after;
    }

    private long Count()
    {
        if (_length is null)
        {
            _length = items is PyIterator ? null : PyValue.Length(items);
            if (_length is null)
            {
                var rest = new List<object?>();
                while (TryTake(out var item))
                {
                    rest.Add(item);
                }

                _items?.Dispose();
                _items = rest.GetEnumerator();
                _length = rest.Count + _index + 1 + (_after is Sentinel ? 0 : 1);
            }
        }

        return _length.GetValueOrDefault();
    }

    private object? Cycle(CallArguments arguments) => arguments.Count == 0
        ? throw JinjaError.Type("no items for cycling given")
        : arguments.Positional[_index % arguments.Count];

    private object Changed(CallArguments arguments)
    {
        var values = new PyTuple(arguments.Positional);
        if (_changed is PyTuple last && last.EqualTo(values))
        {
            return PyBox.False;
        }

        _changed = values;
        return PyBox.True;
    }
}
