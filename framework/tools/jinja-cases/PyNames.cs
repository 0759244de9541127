using Lake.Jinja;
using Lake.Jinja.Values;

namespace Lake.JinjaCases;

/// <summary>A dict as the names of a rendering.</summary>
internal sealed class PyNames(PyDict names) : NameScope
{
    public override IEnumerable<string> Names => names.Keys.OfType<string>();

    public override bool TryGet(string name, out object? value) => names.TryGet(name, out value);
}
