namespace Lake.Jinja.Values;

/// <summary>A string marked as safe HTML. A string in every other respect.</summary>
public sealed class Markup(string value) : JinjaObject
{
    public string Value { get; } = value;

    public override string TypeName => "Markup";

    public override string Text => Value;

    public override string Repr => $"Markup({PyRepr.OfString(Value)})";

    public override long? Length => PyString.Length(Value);

    public override bool IsTrue => Value.Length != 0;

    public override bool IsSequence => true;

    public static Markup Escape(object? value) => value as Markup ?? new Markup(EscapeText(PyText.Of(value)));

    public static string EscapeText(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal);

    public override bool TryGetAttribute(string name, out object? value) => Methods.MarkupMethods.TryGet(this, name, out value);

    public override bool TryGetItem(object? key, out object? value)
    {
        var found = Operations.Access.TryGetItem(Value, key, out value);
        value = found ? new Markup(PyText.Of(value)) : null;
        return found;
    }

    public override IEnumerator<object?> Iterate() => PyString.Items(Value).GetEnumerator();

    public override bool Contains(object? item) => Operations.Membership.Contains(Value, item);

    public override bool EqualTo(object? other) => other switch
    {
        string s => s == Value,
        Markup m => m.Value == Value,
        _ => false,
    };

    public override int Hash() => Value.GetHashCode(StringComparison.Ordinal);

    public override int? CompareTo(object? other) => (other as string ?? (other as Markup)?.Value) is { } text
        ? PyString.Compare(Value, text)
        : null;

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = operation switch
        {
            BinaryOperator.Add when other is string or Markup => reflected
                ? new Markup(Escape(other).Value + Value)
                : new Markup(Value + Escape(other).Value),
            BinaryOperator.Multiply when PyNumber.IsInteger(other) => new Markup(PyString.Repeat(Value, PyNumber.ToIndex(other))),
            BinaryOperator.Modulo when !reflected => new Markup(Formatting.PercentFormat.Format(Value, other, escape: true)),
            _ => null,
        };
        return result is not null;
    }
}
