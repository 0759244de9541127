using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>What lists and tuples have in common.</summary>
public abstract class PySequence : JinjaObject
{
    public abstract int Count { get; }

    public abstract object? this[int index] { get; }

    public sealed override long? Length => Count;

    public sealed override bool IsTrue => Count != 0;

    public sealed override bool IsSequence => true;

    public sealed override bool TryGetItem(object? key, out object? value)
    {
        if (key is not (long or bool or System.Numerics.BigInteger))
        {
            value = null;
            return false;
        }

        var index = PyNumber.ToIndex(key);
        index = index < 0 ? index + Count : index;
        var found = index >= 0 && index < Count;
        value = found ? this[(int)index] : null;
        return found;
    }

    public sealed override bool Contains(object? item)
    {
        for (var i = 0; i < Count; i++)
        {
            if (PyCompare.Same(this[i], item))
            {
                return true;
            }
        }

        return false;
    }

    public sealed override bool EqualTo(object? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not PySequence sequence || sequence is PyList != this is PyList || sequence.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!PyCompare.Same(this[i], sequence[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int Hash() => base.Hash();

    public sealed override int? CompareTo(object? other)
    {
        if (other is not PySequence sequence || sequence is PyList != this is PyList)
        {
            return null;
        }

        for (var i = 0; i < Math.Min(Count, sequence.Count); i++)
        {
            if (!PyCompare.Same(this[i], sequence[i]))
            {
                return PyCompare.Order(this[i], sequence[i]) ?? throw JinjaError.Type(
                    $"'<' not supported between instances of '{PyValue.TypeName(this[i])}' and '{PyValue.TypeName(sequence[i])}'");
            }
        }

        return Count.CompareTo(sequence.Count);
    }

    public sealed override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = null;
        if (operation == BinaryOperator.Add && !reflected)
        {
            if (other is PySequence sequence && sequence is PyList == this is PyList)
            {
                result = Concatenate(sequence);
            }
            else if (other is not Undefined)
            {
                throw JinjaError.Type($"can only concatenate {TypeName} (not \"{PyValue.TypeName(other)}\") to {TypeName}");
            }
        }
        else if (operation == BinaryOperator.Multiply && PyNumber.IsInteger(other))
        {
            result = Repeat(PyNumber.ToIndex(other));
        }
        else if (operation == BinaryOperator.Multiply && other is not (Undefined or JinjaObject))
        {
            throw JinjaError.Type($"can't multiply sequence by non-int of type '{PyValue.TypeName(other)}'");
        }

        return result is not null;
    }

    internal abstract PySequence Make(List<object?> items);

    private PySequence Concatenate(PySequence other)
    {
        var items = new List<object?>(Count + other.Count);
        for (var i = 0; i < Count; i++)
        {
            items.Add(this[i]);
        }

        for (var i = 0; i < other.Count; i++)
        {
            items.Add(other[i]);
        }

        return Make(items);
    }

    private PySequence Repeat(long times)
    {
        PyString.Guard(8L * Count, times);
        var items = new List<object?>();
        for (var n = 0L; n < times; n++)
        {
            for (var i = 0; i < Count; i++)
            {
                items.Add(this[i]);
            }
        }

        return Make(items);
    }
}
