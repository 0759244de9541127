using Lake.Project.Nodes;

namespace Lake.Runner.Planning;

/// <summary>
/// Hands units to workers: seeds first, as dbt does and as sources that stand for them need it; then those with the
/// longest way to go behind them; else in the graph's order. Used by several threads.
/// </summary>
internal sealed class UnitQueue
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<RunUnit, (bool IsLater, int Height, int Order)> _ready = new();
    private readonly Dictionary<string, RunUnit> _units;
    private readonly Dictionary<string, HashSet<string>> _waiting;
    private readonly Dictionary<string, List<string>> _children;
    private readonly Dictionary<string, int> _heights;

    public UnitQueue(RunPlan plan)
    {
        _units = plan.Units.ToDictionary(u => u.Id, StringComparer.Ordinal);
        _waiting = plan.Units.ToDictionary(u => u.Id, u => new HashSet<string>(plan.WaitsFor(u.Id), StringComparer.Ordinal), StringComparer.Ordinal);
        _children = plan.Units.ToDictionary(u => u.Id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var (id, parents) in _waiting)
        {
            foreach (var parent in parents)
            {
                _children[parent].Add(id);
            }
        }

        _heights = Heights();
        foreach (var unit in plan.Units)
        {
            if (_waiting[unit.Id].Count == 0)
            {
                Enqueue(unit);
            }
        }
    }

    /// <summary>The next unit that may start; null when none may at present.</summary>
    public RunUnit? TryTake()
    {
        lock (_lock)
        {
            return _ready.TryDequeue(out var unit, out _) ? unit : null;
        }
    }

    /// <summary>Lets the children of a unit that ended well start.</summary>
    public void Succeed(RunUnit unit)
    {
        lock (_lock)
        {
            foreach (var child in _children[unit.Id])
            {
                if (_waiting[child].Remove(unit.Id) && _waiting[child].Count == 0)
                {
                    Enqueue(_units[child]);
                }
            }
        }
    }

    /// <summary>All units that can no longer start because this one failed, in the graph's order; each is told of once.</summary>
    public IReadOnlyList<RunUnit> Fail(RunUnit unit)
    {
        lock (_lock)
        {
            var lost = new HashSet<string>(StringComparer.Ordinal);
            var stack = new Stack<string>(_children[unit.Id]);
            while (stack.TryPop(out var id))
            {
                if (_waiting.Remove(id))
                {
                    lost.Add(id);
                    foreach (var child in _children[id])
                    {
                        stack.Push(child);
                    }
                }
            }

            foreach (var children in _children.Values)
            {
                children.RemoveAll(lost.Contains);
            }

            return [.. lost.Select(id => _units[id]).OrderBy(u => u.Order)];
        }
    }

    /// <summary>How many units wait for each, one behind the other: from those that nothing waits for back to the first.</summary>
    private Dictionary<string, int> Heights()
    {
        var heights = new Dictionary<string, int>(_units.Count, StringComparer.Ordinal);
        var left = _children.ToDictionary(c => c.Key, c => c.Value.Count, StringComparer.Ordinal);
        var ends = new Stack<string>(left.Where(c => c.Value == 0).Select(c => c.Key));
        while (ends.TryPop(out var id))
        {
            var height = heights.GetValueOrDefault(id) + 1;
            foreach (var parent in _waiting[id])
            {
                heights[parent] = Math.Max(heights.GetValueOrDefault(parent), height);
                if (--left[parent] == 0)
                {
                    ends.Push(parent);
                }
            }
        }

        return heights;
    }

    private void Enqueue(RunUnit unit) => _ready.Enqueue(unit, (unit.Node is not SeedNode, -_heights.GetValueOrDefault(unit.Id), unit.Order));

}
