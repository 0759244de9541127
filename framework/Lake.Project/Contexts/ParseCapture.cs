using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>
/// What one parse-mode rendering tells about its node. The context's <c>ref</c>, <c>source</c> and <c>config</c> add to
/// it; one capture belongs to one rendering, hence to one thread.
/// </summary>
public sealed class ParseCapture
{
    private readonly List<RefCall> _refs = [];
    private readonly List<SourceCall> _sources = [];
    private readonly HashSet<string> _macros = new(StringComparer.Ordinal);
    private readonly List<string> _macroOrder = [];
    private readonly List<Func<ValueMap>> _configs = [];

    /// <summary>In the order of the calls; as in dbt, a call that is made twice stands there twice.</summary>
    public ImmutableArray<RefCall> Refs => [.. _refs];

    public ImmutableArray<SourceCall> Sources => [.. _sources];

    /// <summary>Unique ids of the macros that were called, dispatched ones included.</summary>
    public ImmutableArray<string> Macros => [.. _macroOrder];

    /// <summary>
    /// What the <c>config(…)</c> calls say together, merged call by call as dbt does. A dict or list that was given to a
    /// call counts as it is when this is asked, for templates go on changing it.
    /// </summary>
    public ValueMap Config => _configs.Aggregate(ValueMap.Empty, (earlier, call) => earlier.Count == 0 ? call() : Configs.ConfigMerge.AddCall(earlier, call()));

    public void AddRef(RefCall call) => _refs.Add(call);

    public void AddSource(SourceCall call) => _sources.Add(call);

    /// <summary>As dbt's reader of literal calls does, which keeps a set.</summary>
    public void AddSourceOnce(SourceCall call)
    {
        if (!_sources.Exists(s => s.SourceName == call.SourceName && s.TableName == call.TableName))
        {
            _sources.Add(call);
        }
    }

    public void AddMacro(string uniqueId)
    {
        if (_macros.Add(uniqueId))
        {
            _macroOrder.Add(uniqueId);
        }
    }

    /// <summary>One <c>config(…)</c> call. Keys come as written in the call (<c>pre_hook</c>).</summary>
    public void AddConfig(Func<ValueMap> call) => _configs.Add(call);
}
