using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>The left side of an assignment.</summary>
internal abstract class Target
{
    public abstract void Assign(Activation a, object? value);

    /// <summary>Fails before the right side is evaluated when an attribute is set of what is no namespace.</summary>
    public virtual void Check(Activation a)
    {
    }
}

/// <param name="isExported">Whether other parts of the template and importing templates may see it.</param>
/// <param name="isImport">Imported names are seen by blocks but not handed on to importing templates.</param>
internal sealed class VariableTarget(int slot, string name, bool isExported, bool isImport = false) : Target
{
    public override void Assign(Activation a, object? value)
    {
        a.Slots[slot] = value;
        if (isExported && a.Module.Variables is { } variables)
        {
            variables[name] = value;
            if (isImport)
            {
                a.Module.Exported.Remove(name);
            }
            else if (!name.StartsWith('_'))
            {
                a.Module.Exported.Add(name);
            }
        }
    }
}

internal sealed class TupleTarget(Target[] items) : Target
{
    public override void Assign(Activation a, object? value)
    {
        var values = PyIteration.Unpack(value, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Assign(a, values[i]);
        }
    }

    public override void Check(Activation a)
    {
        foreach (var item in items)
        {
            item.Check(a);
        }
    }
}

/// <summary><c>namespace.attribute</c>.</summary>
internal sealed class NamespaceTarget(Expression owner, string attribute) : Target
{
    public override void Check(Activation a)
    {
        if (owner.Eval(a) is not PyNamespace)
        {
            throw JinjaError.Template("cannot assign attribute on non-namespace object");
        }
    }

    public override void Assign(Activation a, object? value)
    {
        if (owner.Eval(a) is PyNamespace target)
        {
            target.Attributes[attribute] = value;
        }
    }
}
