using Lake.Engines.Trino.Relations;
using Lake.Trino;

namespace Lake.Engines.Trino;

/// <summary>A Trino server as the engine of a lakehouse; its catalogs hold the tables.</summary>
public sealed class TrinoEngine(TrinoEngineOptions options) : IEngine
{
    private readonly TrinoClient _client = new(options.Client);
    private readonly RelationCatalog _relations = new();

    public string AdapterType => "trino";

    public IEngineSession OpenSession() => new TrinoEngineSession(_client, options, _relations);

    public void Dispose() => _client.Dispose();
}
