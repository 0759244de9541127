using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>The variables of one call of a template, macro, block or recursive loop.</summary>
internal sealed class Activation(Session session, Module module, object?[] slots, Activation? outer)
{
    public Session Session => session;

    public Module Module => module;

    public object?[] Slots => slots;

    /// <summary>Where the macro was defined; its variables are seen as they are now.</summary>
    public Activation? Outer => outer;

    public OutputBuffer Output { get; } = session.Output;

    /// <summary>The value of a slot that holds a sentinel.</summary>
    public object? Resolve(int slot, string name) =>
        ReferenceEquals(slots[slot], Sentinel.Unresolved) ? LookUp(slot, name) : module.MakeUndefined(name);

    /// <summary>The value of a name in the context, which the slot keeps.</summary>
    public object? LookUp(int slot, string name)
    {
        if (!module.TryResolve(name, out var value))
        {
            slots[slot] = Sentinel.Missing;
            return module.MakeUndefined(name);
        }

        slots[slot] = value;
        return value;
    }

    public bool TryPeek(int slot, string name, out object? value)
    {
        value = slots[slot];
        if (ReferenceEquals(value, Sentinel.Unresolved))
        {
            return module.TryResolve(name, out value);
        }

        return value is not Sentinel;
    }

    public Undefined MissingOf(object? owner, object? key) => Undefined.Missing(owner, key, module.Undefined);
}
