using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary>The arguments of a call, filter or test, ready to be evaluated.</summary>
/// <param name="star">The items of <c>*items</c>.</param>
/// <param name="doubleStar">The mapping of <c>**items</c>.</param>
internal sealed class ArgumentList(
    Expression[] positional, (string Name, Expression Value)[] keywords, Expression? star, Expression? doubleStar)
{
    private ParameterPlan? _plan;

    public bool IsPure { get; } = Array.TrueForAll(positional, item => item.IsPure)
        && Array.TrueForAll(keywords, item => item.Value.IsPure)
        && star is null or { IsPure: true } && doubleStar is null or { IsPure: true };

    /// <summary>
    /// The variables of a macro with the arguments in place, as far as they go to parameters one by one; null otherwise.
    /// </summary>
    public Activation? Activate(in MacroTarget target, Activation caller)
    {
        var plan = _plan;
        if (!ReferenceEquals(plan?.Macro, target.Macro))
        {
            _plan = plan = ParameterPlan.Of(target.Macro, positional.Length, keywords.Select(keyword => keyword.Name));
        }

        if (plan.Given is not { } given || star is not null || doubleStar is not null)
        {
            return null;
        }

        var a = target.Activate(caller.Session);
        for (var i = 0; i < positional.Length; i++)
        {
            a.Slots[given[i]] = positional[i].Eval(caller);
        }

        for (var i = 0; i < keywords.Length; i++)
        {
            a.Slots[given[positional.Length + i]] = keywords[i].Value.Eval(caller);
        }

        foreach (var slot in plan.Missing)
        {
            a.Slots[slot] = Sentinel.Missing;
        }

        return a;
    }

    /// <summary>The positional arguments behind room for so many others.</summary>
    public object?[] Positional(Activation a, int room)
    {
        if (star is not null)
        {
            return Unpacked(a, room);
        }

        if (room + positional.Length == 0)
        {
            return [];
        }

        var values = new object?[room + positional.Length];
        for (var i = 0; i < positional.Length; i++)
        {
            values[room + i] = positional[i].Eval(a);
        }

        return values;
    }

    public Keyword[] Keywords(Activation a)
    {
        if (keywords.Length == 0 && doubleStar is null)
        {
            return [];
        }

        var values = new Keyword[keywords.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new Keyword(keywords[i].Name, keywords[i].Value.Eval(a));
        }

        return doubleStar is null ? values : WithMapping(values, doubleStar.Eval(a));
    }

    private static Keyword[] WithMapping(Keyword[] given, object? mapping)
    {
        List<Keyword> values = [.. given];
        if (mapping is not JinjaObject { IsMapping: true } o)
        {
            throw (mapping as Undefined)?.Error()
                ?? JinjaError.Type($"argument after ** must be a mapping, not {PyValue.TypeName(mapping)}");
        }

        foreach (var key in PyIteration.Items(o))
        {
            var name = key as string ?? throw JinjaError.Type("keywords must be strings");
            if (values.Exists(other => other.Name == name))
            {
                throw JinjaError.Type($"got multiple values for keyword argument '{name}'");
            }

            o.TryGetItem(key, out var value);
            values.Add(new Keyword(name, value));
        }

        return [.. values];
    }

    private object?[] Unpacked(Activation a, int room)
    {
        var values = new List<object?>(room + positional.Length);
        values.AddRange(new object?[room]);
        foreach (var item in positional)
        {
            values.Add(item.Eval(a));
        }

        var rest = star?.Eval(a);
        values.AddRange(PyIteration.IsIterable(rest)
            ? PyIteration.Items(rest)
            : throw JinjaError.Type($"argument after * must be an iterable, not {PyValue.TypeName(rest)}"));
        return [.. values];
    }
}
