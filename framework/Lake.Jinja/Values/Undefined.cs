using Lake.Jinja.Errors;
using Lake.Jinja.Options;

namespace Lake.Jinja.Values;

/// <summary>What a name, attribute or item is that does not exist: prints as nothing and is false.</summary>
public class Undefined(string? name, string? message = null, ErrorKind kind = ErrorKind.UndefinedError) : JinjaObject
{
    public string? Name { get; } = name;

    public override string TypeName => "Undefined";

    public override string Text => "";

    public override string Repr => "Undefined";

    public override long? Length => 0;

    public override bool IsTrue => false;

    /// <summary>Calling it is legal to try, and fails with its own message.</summary>
    public override bool IsCallable => true;

    public override bool IsSequence => true;

    /// <summary>The error of whatever needs a value.</summary>
    public virtual JinjaError Error() => new(kind, message ?? $"{PyRepr.Of(Name)} is undefined");

    public override bool TryGetAttribute(string name, out object? value) => throw Error();

    public override bool TryGetItem(object? key, out object? value) => throw Error();

    public override object? Call(in CallArguments arguments) => throw Error();

    public override IEnumerator<object?> Iterate() => Enumerable.Empty<object?>().GetEnumerator();

    public override bool Contains(object? item) => false;

    public override bool EqualTo(object? other) => other is Undefined && other.GetType() == GetType();

    public override int Hash() => GetType().GetHashCode();

    public override int? CompareTo(object? other) => throw Error();

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result) => throw Error();

    /// <summary>What an attribute or item that is missing becomes.</summary>
    internal static Undefined Missing(object? owner, object? key, UndefinedMode mode, ErrorKind kind = ErrorKind.UndefinedError) =>
        mode == UndefinedMode.Parse
            ? new ParseUndefined(key as string)
            : new Undefined(key as string, key is string name
                ? $"{PyRepr.OfString(Describe(owner))} has no attribute {PyRepr.OfString(name)}"
                : $"{Describe(owner)} has no element {PyRepr.Of(key)}", kind);

    private static string Describe(object? owner) => owner switch
    {
        null => "None",
        JinjaObject { TypeName: var type } and not (PySequence or PyDict or PySet or PyRange) => $"{type} object",
        _ => PyValue.TypeName(owner) + " object",
    };
}

/// <summary>dbt's undefined while it parses: every attribute, item and call of it is again one.</summary>
public sealed class ParseUndefined(string? name, string? message = null, ErrorKind kind = ErrorKind.UndefinedError)
    : Undefined(name, message, kind)
{
    private readonly string? _message = message;
    private readonly ErrorKind _kind = kind;
    private string? _name = name;

    public override JinjaError Error() => new(_kind, _message ?? $"{PyRepr.Of(_name)} is undefined");

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (name is "name" or "hint" or "node")
        {
            value = name == "name" ? _name : null;
            return true;
        }

        if (name is "unsafe_callable" or "alters_data")
        {
            value = PyBox.False;
            return true;
        }

        _name = name;
        value = new ParseUndefined(name, _message, _kind);
        return true;
    }

    public override bool TryGetItem(object? key, out object? value)
    {
        value = this;
        return true;
    }

    public override object? Call(in CallArguments arguments) => this;
}
