using System.Globalization;
using Lake.Testing;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Engines.Trino.Tests;

/// <summary>A schema of its own on the shared server.</summary>
internal sealed class TrinoLakehouse : IDisposable
{
    public TrinoLakehouse()
    {
        Server = Servers.Trino.Address;
        Engine = NewEngine();
        using var session = Engine.OpenSession();
        session.CreateSchema(null, Schema);
    }

    public Uri Server { get; }

    public string Schema { get; } = $"t{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";

    public TrinoEngine Engine { get; }

    public TrinoEngine NewEngine() => new(new TrinoEngineOptions
    {
        Client = new TrinoClientOptions { Server = Server },
        NewSession = () => new TrinoSession { User = "test", Catalog = "lake", Schema = Schema },
    });

    public void Dispose()
    {
        using (var session = NewEngine().OpenSession())
        {
            foreach (var relation in session.ListRelations(null, Schema))
            {
                session.Execute($"drop {(relation.Kind == RelationKind.View ? "view" : relation.Kind == RelationKind.Table ? "table" : "materialized view")} {relation.Name}").Dispose();
            }

            session.Execute($"drop schema {Schema}").Dispose();
        }

        Engine.Dispose();
    }
}
