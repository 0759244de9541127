using Lake.Jinja.Values;

namespace Lake.Runner.Execution;

/// <summary>
/// An object of dbt's as templates see it at the end of a run: its fields are attributes, and <c>to_dict()</c> gives them as
/// plain values, which is how packages that keep results in tables read it.
/// </summary>
/// <param name="type">The name of dbt's class.</param>
/// <param name="fields">What attributes give.</param>
/// <param name="plain">What <c>to_dict()</c> gives.</param>
internal sealed class RecordValue(string type, PyDict fields, PyDict plain) : JinjaObject
{
    public override string TypeName => type;

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (name == "to_dict")
        {
            value = new NativeFunction(name, _ => plain);
            return true;
        }

        return fields.TryGetItem(name, out value);
    }
}
