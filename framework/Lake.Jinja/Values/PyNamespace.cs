namespace Lake.Jinja.Values;

/// <summary><c>namespace(…)</c>: the one object whose attributes a template may set.</summary>
public sealed class PyNamespace : JinjaObject
{
    public PyDict Attributes { get; } = new();

    public override string TypeName => "Namespace";

    public override string Repr => $"<Namespace {Attributes.Repr}>";

    public override bool TryGetAttribute(string name, out object? value) => Attributes.TryGet(name, out value);

    public override bool TryGetItem(object? key, out object? value) => Attributes.TryGet(key, out value);
}
