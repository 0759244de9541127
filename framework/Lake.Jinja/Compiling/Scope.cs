using Lake.Jinja.Evaluation;

namespace Lake.Jinja.Compiling;

/// <summary>
/// Which names a frame reads and sets, and where they live. Follows Jinja2's own analysis (<c>idtracking</c>), since
/// what a <c>set</c> reaches depends on it to the letter.
/// </summary>
internal sealed class Scope(Function function, Scope? parent)
{
    private Dictionary<string, Variable> _references = [];
    private Dictionary<Variable, Load> _loads = [];
    private HashSet<string> _stores = [];

    public Function Function => function;

    public Scope? Parent => parent;

    public int Level { get; } = parent is null ? 0 : parent.Level + 1;

    public IReadOnlyDictionary<Variable, Load> Loads => _loads;

    public IEnumerable<string> AllNames => parent is null ? _references.Keys : _references.Keys.Concat(parent.AllNames);

    public Variable? Find(string name) =>
        _references.TryGetValue(name, out var variable) ? variable : parent?.Find(name);

    /// <summary>
    /// Whether a name means what the context says throughout the template: nothing that could reach it sets it. It is then
    /// looked up once, whatever loops and macros read it.
    /// </summary>
    public bool IsFree(string name) => Owner(name) is { } owner && !owner._stores.Contains(name) && owner.LoadOf(name).Kind == LoadKind.Resolve;

    /// <summary>The value that a name has throughout the scope, where it is known.</summary>
    public bool TryGetConstant(string name, out object? value)
    {
        var load = Owner(name)?.LoadOf(name) ?? default;
        value = load.Value;
        return load.Kind == LoadKind.Constant;
    }

    public void Store(string name)
    {
        _stores.Add(name);
        if (!_references.ContainsKey(name))
        {
            var outer = parent?.Find(name);
            Define(name, outer is null ? new Load(LoadKind.Undefined) : new Load(LoadKind.Alias, outer));
        }
    }

    public Variable DeclareParameter(string name)
    {
        _stores.Add(name);
        return Define(name, new Load(LoadKind.Parameter));
    }

    /// <summary>A parameter whose value is known; nothing in the scope may set it.</summary>
    public void DeclareConstant(string name, object? value) => Define(name, new Load(LoadKind.Constant, Value: value));

    public void Load(string name)
    {
        if (Find(name) is null)
        {
            Define(name, new Load(LoadKind.Resolve));
        }
    }

    public Scope Copy() => new(function, parent)
    {
        _references = new(_references),
        _loads = new(_loads),
        _stores = [.. _stores],
    };

    /// <summary>Joins the branches of an <c>if</c>: what only some of them set begins with the outer value.</summary>
    public void Merge(IReadOnlyCollection<Scope> branches)
    {
        var stores = new List<string>();
        foreach (var branch in branches)
        {
            foreach (var name in branch._stores)
            {
                if (!_stores.Contains(name) && !stores.Contains(name))
                {
                    stores.Add(name);
                }
            }
        }

        foreach (var branch in branches)
        {
            foreach (var (name, variable) in branch._references)
            {
                _references[name] = variable;
            }

            foreach (var (variable, load) in branch._loads)
            {
                _loads[variable] = load;
            }

            _stores.UnionWith(branch._stores);
        }

        foreach (var name in stores)
        {
            var target = _references[name];
            var outer = parent?.Find(name);
            _loads[target] = outer is null ? new Load(LoadKind.Resolve) : new Load(LoadKind.Alias, outer);
        }
    }

    /// <summary>The names set here and further out, the innermost variable of each.</summary>
    public IEnumerable<(string Name, Variable Variable)> DumpStores()
    {
        var seen = new HashSet<string>();
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (var name in scope._stores)
            {
                if (seen.Add(name) && Find(name) is { } variable)
                {
                    yield return (name, variable);
                }
            }
        }
    }

    public bool TryPeek(string name, Activation activation, out object? value)
    {
        if (Find(name) is not { } variable)
        {
            value = null;
            return false;
        }

        if (TryGetConstant(name, out value))
        {
            return true;
        }

        if (IsFree(name))
        {
            return activation.Module.TryResolve(name, out value);
        }

        var owner = Evaluation.Expressions.OuterVariable.Owner(activation, function.HopsTo(variable.Function));
        return owner.TryPeek(variable.Slot, name, out value);
    }

    private Scope? Owner(string name) => _references.ContainsKey(name) ? this : parent?.Owner(name);

    private Load LoadOf(string name) => _loads[_references[name]];

    private Variable Define(string name, Load load)
    {
        var variable = function.GetVariable(Level, name);
        _references[name] = variable;
        _loads[variable] = load;
        return variable;
    }
}
