using System.Globalization;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>The <c>loop</c> of a loop: looks one item ahead only when asked.</summary>
internal sealed class LoopContext(object? items, Module module, Func<object?, int, string>? recurse, int depth) : JinjaObject, IDisposable
{
    private IEnumerator<object?> _items = PyIteration.Iterator(items);
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
        else if (_items.MoveNext())
        {
            next = _items.Current;
        }
        else
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

    public void Dispose() => _items.Dispose();

    private object? Peek()
    {
        if (_after is Sentinel && _items.MoveNext())
        {
            _after = _items.Current;
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
                while (_items.MoveNext())
                {
                    rest.Add(_items.Current);
                }

                _items.Dispose();
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
