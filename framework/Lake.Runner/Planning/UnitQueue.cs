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
    private readonly Dictionary<string, int> _heights = new(StringComparer.Ordinal);

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

    private void Enqueue(RunUnit unit) => _ready.Enqueue(unit, (unit.Node is not SeedNode, -Height(unit.Id), unit.Order));

    private int Height(string id)
    {
        if (!_heights.TryGetValue(id, out var height))
        {
            height = _children[id].Count == 0 ? 0 : 1 + _children[id].Max(Height);
            _heights[id] = height;
        }

        return height;
    }
}
