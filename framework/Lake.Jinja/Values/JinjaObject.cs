using System.Runtime.CompilerServices;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>
/// A value with behaviour of its own. Whatever a template may see that is not null (None), <see cref="bool"/>,
/// <see cref="long"/>, <see cref="System.Numerics.BigInteger"/>, <see cref="double"/> or <see cref="string"/> derives
/// from it; .NET objects of any other type are refused, nothing is reached by reflection.
/// </summary>
/// <remarks>
/// Names that begin with an underscore never reach <see cref="TryGetAttribute"/>: the sandbox refuses them first.
/// </remarks>
public abstract class JinjaObject
{
    /// <summary>What Python would call <c>type(x).__name__</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary><c>str(x)</c>.</summary>
    public virtual string Text => Repr;

    /// <summary><c>repr(x)</c>, also how the value looks inside a printed list or dict.</summary>
    public virtual string Repr => $"<{TypeName} object>";

    /// <summary><c>len(x)</c>; null when the value has no length.</summary>
    public virtual long? Length => null;

    public virtual bool IsTrue => Length is not 0;

    public virtual bool IsCallable => false;

    /// <summary>Whether <c>is mapping</c> holds.</summary>
    public virtual bool IsMapping => false;

    /// <summary>Whether <c>is sequence</c> holds: it has a length and items.</summary>
    public virtual bool IsSequence => IsMapping;

    /// <summary>False means that there is no such attribute; the engine then tries the item of that name.</summary>
    public virtual bool TryGetAttribute(string name, out object? value)
    {
        value = null;
        return false;
    }

    /// <summary>False means that there is no such item; the engine then tries the attribute of that name.</summary>
    public virtual bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return false;
    }

    /// <summary>Calls the value; only asked when <see cref="IsCallable"/>.</summary>
    public virtual object? Call(in CallArguments arguments) =>
        throw JinjaError.Type($"'{TypeName}' object is not callable");

    /// <summary>A new iterator, or null when the value cannot be iterated.</summary>
    public virtual IEnumerator<object?>? Iterate() => null;

    /// <summary><c>item in x</c>.</summary>
    public virtual bool Contains(object? item)
    {
        using var items = Iterate() ?? throw JinjaError.Type($"argument of type '{TypeName}' is not iterable");
        while (items.MoveNext())
        {
            if (PyCompare.Same(items.Current, item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>x == other</c>.</summary>
    public virtual bool EqualTo(object? other) => ReferenceEquals(this, other);

    /// <summary>Equal values have equal hashes; throws a type error for what Python cannot hash.</summary>
    public virtual int Hash() => RuntimeHelpers.GetHashCode(this);

    /// <summary>The order of two values, or null when Python would refuse to compare them.</summary>
    public virtual int? CompareTo(object? other) => null;

    /// <summary>
    /// An arithmetic operator with this value on its left, or on its right when <paramref name="reflected"/>. False
    /// means that the operands do not go together.
    /// </summary>
    public virtual bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = null;
        return false;
    }

    public sealed override string ToString() => Text;
}
