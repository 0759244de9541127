using Lake.Jinja.Compiling;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>Brings the arguments of a call to the parameters of a macro, with Jinja2's rules for what is left over.</summary>
internal static class MacroBinding
{
    public static Activation Activate(in MacroTarget target, Session session, in CallArguments arguments)
    {
        var a = target.Activate(session);
        Bind(target.Macro, a, arguments);
        return a;
    }

    private static void Bind(CompiledMacro macro, Activation a, in CallArguments arguments)
    {
        var slots = macro.Slots;
        var given = Math.Min(arguments.Positional.Length, slots.Length);
        for (var i = 0; i < given; i++)
        {
            a.Slots[slots[i]] = arguments.Positional[i];
        }

        for (var i = given; i < slots.Length; i++)
        {
            a.Slots[slots[i]] = Sentinel.Missing;
        }

        if (arguments.Keywords.Length == 0 && arguments.Positional.Length <= slots.Length
            && macro is { CallerSlot: < 0, KeywordsSlot: < 0, VarargsSlot: < 0 })
        {
            return;
        }

        BindRest(macro, a, arguments, given);
    }

    /// <summary>Evaluates the defaults of parameters that got no argument, in order.</summary>
    public static void Defaults(CompiledMacro macro, Activation a)
    {
        for (var i = 0; i < macro.Slots.Length; i++)
        {
            if (ReferenceEquals(a.Slots[macro.Slots[i]], Sentinel.Missing))
            {
                a.Slots[macro.Slots[i]] = macro.Defaults[i] is { } value
                    ? value.Eval(a)
                    : a.Module.MakeUndefined(macro.Parameters[i], $"parameter {PyRepr.OfString(macro.Parameters[i])} was not provided");
            }
        }
    }

    private static void BindRest(CompiledMacro macro, Activation a, in CallArguments arguments, int given)
    {
        var rest = new List<Keyword>(arguments.Keywords);
        var foundCaller = given == macro.Slots.Length && macro.HasExplicitCaller;
        for (var i = given; i < macro.Slots.Length; i++)
        {
            if (Take(rest, macro.Parameters[i], out var value))
            {
                a.Slots[macro.Slots[i]] = value;
            }

            foundCaller |= macro.Parameters[i] == "caller";
        }

        if (macro.CallerSlot >= 0 && !foundCaller)
        {
            a.Slots[macro.CallerSlot] = Take(rest, "caller", out var caller) && caller is not null
                ? caller
                : a.Module.MakeUndefined("caller", "No caller defined");
        }

        if (macro.KeywordsSlot >= 0)
        {
            a.Slots[macro.KeywordsSlot] = new PyDict(rest.Select(keyword => KeyValuePair.Create(keyword.Name, keyword.Value)));
        }
        else if (rest.Count > 0)
        {
            throw Refuse(macro, rest);
        }

        if (macro.VarargsSlot >= 0)
        {
            a.Slots[macro.VarargsSlot] = new PyTuple(arguments.Positional[given..]);
        }
        else if (arguments.Positional.Length > macro.Slots.Length)
        {
            throw new JinjaError(ErrorKind.TypeError, $"macro {Name(macro)} takes not more than {macro.Slots.Length} argument(s)") { Hint = Takes(macro) };
        }
    }

    private static JinjaError Refuse(CompiledMacro macro, List<Keyword> rest) => rest.Exists(keyword => keyword.Name == "caller")
        ? JinjaError.Type($"macro {Name(macro)} was invoked with two values for the special caller argument. This is most likely a bug.")
        : new JinjaError(ErrorKind.TypeError, $"macro {Name(macro)} takes no keyword argument {PyRepr.OfString(rest[0].Name)}")
        {
            Hint = Text.Spelling.Hint(rest[0].Name, macro.Parameters) ?? Takes(macro),
        };

    private static string Takes(CompiledMacro macro) =>
        macro.Parameters.Length == 0 ? "it takes no arguments" : $"it takes: {string.Join(", ", macro.Parameters)}";

    private static string Name(CompiledMacro macro) => macro.Name is null ? "None" : PyRepr.OfString(macro.Name);

    private static bool Take(List<Keyword> keywords, string name, out object? value)
    {
        var index = keywords.FindIndex(keyword => keyword.Name == name);
        value = index < 0 ? null : keywords[index].Value;
        if (index >= 0)
        {
            keywords.RemoveAt(index);
        }

        return index >= 0;
    }
}
