using Lake.Sql;

namespace Lake.Engines;

/// <summary>An engine with others over the same lakehouse beside it, each opened when it is first asked for. Owns all of them.</summary>
public sealed class EngineSet(IEngine main, IReadOnlyDictionary<string, Lazy<IEngine>> others) : IEngine
{
    public string AdapterType => main.AdapterType;

    public string Description => main.Description;

    public IEngineSession OpenSession() => main.OpenSession();

    public IEngine For(string type) => type == main.AdapterType ? main : others[type].Value;

    public void Note(string by, RelationName name, RelationKind? kind)
    {
        foreach (var engine in Open().Where(e => e.AdapterType != by))
        {
            engine.Note(by, name, kind);
        }
    }

    public void Dispose()
    {
        foreach (var engine in Open())
        {
            engine.Dispose();
        }
    }

    private IEnumerable<IEngine> Open() => others.Values.Where(e => e.IsValueCreated).Select(e => e.Value).Prepend(main);
}
