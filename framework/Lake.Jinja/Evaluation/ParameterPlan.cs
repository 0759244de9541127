using Lake.Jinja.Compiling;

namespace Lake.Jinja.Evaluation;

/// <summary>Where the arguments of one call go when it calls a certain macro.</summary>
/// <param name="Given">The slots of the arguments, the positional ones first; null when they do not fit that simply.</param>
/// <param name="Missing">The slots of the other parameters.</param>
internal sealed record ParameterPlan(CompiledMacro Macro, int[]? Given, int[] Missing)
{
    public static ParameterPlan Of(CompiledMacro macro, int positional, IEnumerable<string> keywords)
    {
        if (positional > macro.Slots.Length || macro is not { CallerSlot: < 0, KeywordsSlot: < 0, VarargsSlot: < 0 })
        {
            return new ParameterPlan(macro, null, []);
        }

        List<int> given = [.. macro.Slots.AsSpan()[..positional]];
        foreach (var keyword in keywords)
        {
            var index = Array.IndexOf(macro.Parameters, keyword);
            if (index < positional || given.Contains(macro.Slots[index]))
            {
                return new ParameterPlan(macro, null, []);
            }

            given.Add(macro.Slots[index]);
        }

        return new ParameterPlan(macro, [.. given], [.. macro.Slots.Except(given)]);
    }
}
