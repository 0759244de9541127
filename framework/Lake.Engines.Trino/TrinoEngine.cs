using Lake.Engines.Trino.Relations;
using Lake.Sql;
using Lake.Trino;

namespace Lake.Engines.Trino;

/// <summary>A Trino server as the engine of a lakehouse; its catalogs hold the tables.</summary>
public sealed class TrinoEngine(TrinoEngineOptions options) : IEngine
{
    private readonly TrinoClient _client = new(options.Client);
    private readonly RelationCatalog _relations = new();

    public string AdapterType => "trino";

    public string Description
    {
        get
        {
            using var session = OpenSession();
            using var result = session.Execute("select version()");
            return $"trino {result.Rows.First()[0]} at {_client.Server.Authority}";
        }
    }

    public IEngineSession OpenSession() => new TrinoEngineSession(_client, options, _relations);

    public void Note(string by, RelationName name, RelationKind? kind) => _relations.Note(TrinoNames.Lower(name), kind);

    public void Dispose() => _client.Dispose();
}
