using System.Collections.Immutable;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Requests;
using Lake.Sql;

namespace Lake.Runner.Planning;

/// <summary>The units of a run and which of them wait for which.</summary>
public sealed class RunPlan
{
    private readonly LoadedProject _project;
    private readonly Dictionary<string, RunUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _waitsFor = new(StringComparer.Ordinal);
    private readonly HashSet<string> _built;

    /// <summary>Each node's place in the graph's order.</summary>
    private readonly Dictionary<string, int> _order;

    /// <summary>Seeds of the run by the name of their relation: a source of that name is there once the seed is loaded.</summary>
    private readonly Dictionary<string, string> _seeds;

    /// <summary>By the source that is filled, the unit that fills it.</summary>
    private readonly Dictionary<string, string> _loads = new(StringComparer.Ordinal);

    private RunPlan(LoadedProject project, IReadOnlySet<string> selected, RunCommand command, bool fuses, ImmutableArray<SourceLoad> loads)
    {
        _project = project;
        _order = project.Graph.Order.Select((node, index) => (node.UniqueId, index))
            .ToDictionary(n => n.UniqueId, n => n.index, StringComparer.Ordinal);
        var nodes = project.Graph.Order.OfType<CodeNode>().Where(n => selected.Contains(n.UniqueId) && Takes(command, n) && HasCode(n)).ToList();
        _built = command == RunCommand.Compile
            ? []
            : nodes.Where(n => n is not TestNode).Select(n => n.UniqueId).ToHashSet(StringComparer.Ordinal);
        _seeds = nodes.OfType<SeedNode>().Where(s => _built.Contains(s.UniqueId)).GroupBy(s => Key(s.Relation), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First().UniqueId, StringComparer.OrdinalIgnoreCase);
        var audits = nodes.OfType<TestNode>().GroupBy(t => Audited(t) ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        foreach (var node in nodes.Where(n => n is not TestNode))
        {
            _units[node.UniqueId] = new RunUnit(node, audits.GetValueOrDefault(node.UniqueId, []), _order[node.UniqueId]);
        }

        foreach (var alone in audits.GetValueOrDefault("", []).GroupBy(t => fuses && StandsBeside(command, t) && t.AttachedNode is { } tested ? $"{tested} {project.EngineOf(t)}" : t.UniqueId, StringComparer.Ordinal))
        {
            var first = alone.First();
            _units[first.UniqueId] = new RunUnit(first, [.. alone.Skip(1)], _order[first.UniqueId]);
        }

        AddLoads(loads);
        foreach (var unit in _units.Values)
        {
            _waitsFor[unit.Id] = Upstream(unit);
        }

        if (_built.Count > 0)
        {
            foreach (var test in _units.Values.Where(u => u.Node is TestNode))
            {
                GuardChildren(test);
            }
        }

        AddUnitTests(selected, command);
        Units = [.. _units.Values.OrderBy(u => u.Order)];
    }

    /// <summary>In the graph's order.</summary>
    public ImmutableArray<RunUnit> Units { get; }

    public static RunPlan Make(LoadedProject project, IReadOnlySet<string> selected, RunOptions options) =>
        new(project, selected, options.Command, options.Fuse, options.Loads);

    /// <summary>Units that must have ended well before the unit may start.</summary>
    public IReadOnlySet<string> WaitsFor(string unit) => _waitsFor[unit];

    private static string Key(RelationName? relation) => relation is null ? "" : $"{relation.Database}.{relation.Schema}.{relation.Identifier}";

    /// <summary>Files without any text are left out, as dbt does; the project's diagnostics tell of them.</summary>
    private static bool HasCode(CodeNode node) => node is SeedNode || node.CodeSpan.Length > 0;

    /// <summary>Ephemeral models are worked on with what reads them.</summary>
    private static bool Takes(RunCommand command, CodeNode node) =>
        command.Takes(node) && (command == RunCommand.Compile || node is not ModelNode { IsEphemeral: true });

    /// <summary>Whether a test that no node's publication waits for may share a unit with others of its relation: in a build the same must wait for all of them.</summary>
    private bool StandsBeside(RunCommand command, TestNode test) => command == RunCommand.Test
        || (command == RunCommand.Build && _project.Graph.Parents(test.UniqueId) is [var only] && only == test.AttachedNode && _project.Graph.Nodes[only] is SourceNode);

    /// <summary>
    /// The node whose publication a test decides: the one of its parents that is built after all others. Null when the
    /// run builds none of them, or two of which neither waits for the other.
    /// </summary>
    /// <remarks>A test on another engine than the node's sees what is published only, so it decides nothing.</remarks>
    private string? Audited(TestNode test) =>
        LastBuilt(test) is { } last && _project.EngineOf(_project.Nodes[last]) == _project.EngineOf(test) ? last : null;

    private string? LastBuilt(TestNode test)
    {
        var parents = Reached(test);
        if (parents.Count < 2)
        {
            return parents.FirstOrDefault();
        }

        var last = parents.MaxBy(p => _order[p]) ?? "";
        return IsBehind(last, [.. parents.Where(p => p != last)]) ? last : null;
    }

    /// <summary>Whether a node is downstream of all the others; no node that comes before all of those in the graph's order is looked at.</summary>
    private bool IsBehind(string node, HashSet<string> others)
    {
        var first = others.Min(o => _order[o]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([node]);
        while (others.Count > 0 && waiting.TryPop(out var id))
        {
            foreach (var parent in _project.Graph.Parents(id))
            {
                if (_order[parent] >= first && seen.Add(parent))
                {
                    others.Remove(parent);
                    waiting.Push(parent);
                }
            }
        }

        return others.Count == 0;
    }

    /// <summary>The built nodes that a node reads, directly or through nodes that are not built, such as ephemeral models.</summary>
    private List<string> Reached(Node node, List<SourceNode>? sources = null)
    {
        if (_built.Count + _loads.Count == 0)
        {
            return [];
        }

        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(_project.Graph.Parents(node.UniqueId));
        while (waiting.TryPop(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }

            if (_built.Contains(id))
            {
                found.Add(id);
            }
            else
            {
                if (_project.Graph.Nodes[id] is SourceNode source)
                {
                    sources?.Add(source);
                }

                foreach (var parent in _project.Graph.Parents(id))
                {
                    waiting.Push(parent);
                }
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private HashSet<string> Upstream(RunUnit unit)
    {
        var ids = unit.Audits.Prepend(unit.Node).SelectMany(Upstream).ToHashSet(StringComparer.Ordinal);
        ids.Remove(unit.Id);
        return ids;
    }

    /// <summary>What a node reads of what is built or filled, a seed where a source stands for it.</summary>
    private IEnumerable<string> Upstream(Node node)
    {
        var sources = new List<SourceNode>();
        var built = Reached(node, sources);
        var filled = sources.SelectMany(s => new[] { _seeds.GetValueOrDefault(Key(s.Relation)), _loads.GetValueOrDefault(s.UniqueId) }).OfType<string>();
        return node is SeedNode ? built : built.Concat(filled);
    }

    private void AddLoads(ImmutableArray<SourceLoad> loads)
    {
        foreach (var load in loads)
        {
            var first = load.Sources[0];
            _units[first] = new RunUnit(_project.Nodes[first], [], _order[first]) { Load = load };
            foreach (var source in load.Sources)
            {
                _loads[source] = first;
            }
        }
    }

    /// <summary>
    /// Unit tests run when what their model reads is built, since they take its columns from there. The model waits for them,
    /// and where the run does not build it, all that reads it.
    /// </summary>
    private void AddUnitTests(IReadOnlySet<string> selected, RunCommand command)
    {
        if (command is not (RunCommand.Build or RunCommand.Test))
        {
            return;
        }

        foreach (var test in _project.Of<UnitTestNode>().Where(t => selected.Contains(t.UniqueId)))
        {
            var model = test.DependsOn[0];
            _units[test.UniqueId] = new RunUnit(test, [], _order[test.UniqueId]);
            _waitsFor[test.UniqueId] = [.. Upstream(_project.Nodes[model])];
            foreach (var id in _built.Contains(model) ? [model] : _project.Graph.Descendants([model]).Where(d => _waitsFor.ContainsKey(d) && _project.Nodes[d] is not UnitTestNode))
            {
                _waitsFor[id].Add(test.UniqueId);
            }
        }
    }

    /// <summary>Whatever reads all that a test looks at waits for the test.</summary>
    private void GuardChildren(RunUnit test)
    {
        var looksAt = _project.Graph.Parents(test.Id);
        if (looksAt.IsEmpty)
        {
            return;
        }

        var below = _project.Graph.Descendants([looksAt[0]]);
        foreach (var parent in looksAt.Skip(1))
        {
            below.IntersectWith(_project.Graph.Descendants([parent]));
        }

        foreach (var id in below)
        {
            if (_units.TryGetValue(id, out var unit) && unit.Node is not TestNode)
            {
                _waitsFor[id].Add(test.Id);
            }
        }
    }
}
