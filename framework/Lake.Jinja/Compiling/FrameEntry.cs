using Lake.Jinja.Evaluation;
using Lake.Jinja.Evaluation.Expressions;

namespace Lake.Jinja.Compiling;

/// <summary>Brings the variables of a scope to their first values, and away from them at its end.</summary>
internal sealed class FrameEntry
{
    private readonly (int Slot, Sentinel Value)[] _fresh;
    private readonly (int Slot, int Hops, int Source)[] _aliases;
    private readonly int[] _all;

    private FrameEntry((int Slot, Sentinel Value)[] fresh, (int Slot, int Hops, int Source)[] aliases, int[] all) =>
        (_fresh, _aliases, _all) = (fresh, aliases, all);

    public static FrameEntry? Of(Scope scope)
    {
        if (scope.Loads.Count == 0)
        {
            return null;
        }

        var fresh = scope.Loads.Where(load => load.Value.Kind is LoadKind.Resolve or LoadKind.Undefined)
            .Select(load => (load.Key.Slot, load.Value.Kind == LoadKind.Resolve ? Sentinel.Unresolved : Sentinel.Missing));
        var aliases = scope.Loads.Where(load => load.Value.Source is not null)
            .Select(load => (load.Key.Slot, load.Value.Source is { } source ? scope.Function.HopsTo(source.Function) : 0, load.Value.Source?.Slot ?? 0));
        return new FrameEntry([.. fresh], [.. aliases], [.. scope.Loads.Keys.Select(variable => variable.Slot)]);
    }

    public void Enter(Activation a)
    {
        foreach (var (slot, value) in _fresh)
        {
            a.Slots[slot] = value;
        }

        foreach (var (slot, hops, source) in _aliases)
        {
            a.Slots[slot] = OuterVariable.Owner(a, hops).Slots[source];
        }
    }

    public void Leave(Activation a)
    {
        foreach (var slot in _all)
        {
            a.Slots[slot] = Sentinel.Missing;
        }
    }
}
