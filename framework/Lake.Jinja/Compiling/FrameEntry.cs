using Lake.Jinja.Evaluation;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Values;

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

        List<(int Slot, Sentinel Value)> fresh = [];
        List<(int Slot, int Hops, int Source)> aliases = [];
        List<int> all = [];
        foreach (var (variable, load) in scope.Loads)
        {
            switch (load.Kind)
            {
                case LoadKind.Constant:
                case LoadKind.Resolve when scope.IsFree(variable.Name):
                    continue;
                case LoadKind.Parameter:
                    break;
                case LoadKind.Undefined:
                    fresh.Add((variable.Slot, Sentinel.Missing));
                    break;
                case LoadKind.Alias when load.Source is { } source && scope.Parent?.IsFree(variable.Name) == false:
                    aliases.Add((variable.Slot, scope.Function.HopsTo(source.Function), source.Slot));
                    break;
                case LoadKind.Alias or LoadKind.Resolve:
                    fresh.Add((variable.Slot, Sentinel.Unresolved));
                    break;
            }

            all.Add(variable.Slot);
        }

        return all.Count == 0 ? null : new FrameEntry([.. fresh], [.. aliases], [.. all]);
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
