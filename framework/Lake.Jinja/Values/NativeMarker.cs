namespace Lake.Jinja.Values;

/// <summary>
/// What <c>as_text</c>, <c>as_native</c>, <c>as_bool</c> and <c>as_number</c> make of a value in native rendering: a
/// string that says what the whole result shall become.
/// </summary>
internal sealed class NativeMarker(string value, NativeMarker.Kind kind) : JinjaObject
{
    internal enum Kind
    {
        Text,
        Native,
        Bool,
        Number,
    }

    public Kind Becomes => kind;

    public override string TypeName => kind switch
    {
        Kind.Text => "TextMarker",
        Kind.Native => "NativeMarker",
        Kind.Bool => "BoolMarker",
        Kind.Number => "NumberMarker",
    };

    public override string Text => value;

    public override string Repr => PyRepr.OfString(value);

    public override long? Length => PyString.Length(value);

    public override bool IsSequence => true;

    public override bool TryGetAttribute(string name, out object? value1) => Methods.StringMethods.TryGet(value, name, out value1);

    public override bool TryGetItem(object? key, out object? value1) => Operations.Access.TryGetItem(value, key, out value1);

    public override IEnumerator<object?> Iterate() => PyString.Items(value).GetEnumerator();

    public override bool Contains(object? item) => Operations.Membership.Contains(value, item);

    public override bool EqualTo(object? other) => other is string s ? s == value : other is NativeMarker marker && marker.Text == value;

    public override int Hash() => PyCompare.Hash(value);

    public override int? CompareTo(object? other) => other is string or NativeMarker ? PyString.Compare(value, PyText.Of(other)) : null;

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        var theirs = other is NativeMarker marker ? marker.Text : other;
        result = reflected ? Operations.Arithmetic.Apply(operation, theirs, value) : Operations.Arithmetic.Apply(operation, value, theirs);
        return true;
    }
}
