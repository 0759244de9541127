using System.Collections.Immutable;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Sql;
using Shouldly;

namespace Lake.Cli.Tests.Outside;

/// <summary>What every table of a warehouse holds at a moment: a checksum of its rows, whatever the order of columns, without what differs from run to run.</summary>
internal static class LakehouseState
{
    private static readonly ImmutableArray<string> OfTheRun = ["_loaded_at", "_raw_id", "_load_id", "base_load", "table_id"];

    public static ImmutableSortedDictionary<string, string> Of(string warehouse)
    {
        var state = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(warehouse))
        {
            return state.ToImmutable();
        }

        var catalog = new FileSystemCatalog(LocalPath.ToLocation(warehouse));
        using var engine = new DuckDbEngine(catalog);
        using var session = engine.OpenSession();
        foreach (var ns in catalog.ListNamespaces())
        {
            foreach (var relation in session.ListRelations(null, ns.ToString()).Where(relation => relation.Kind == RelationKind.Table))
            {
                state[$"{ns}.{relation.Name.Identifier}"] = Checksum(session, relation);
            }
        }

        return state.ToImmutable();
    }

    public static IEnumerable<string> Schemas(string warehouse) =>
        new FileSystemCatalog(LocalPath.ToLocation(warehouse)).ListNamespaces().Select(ns => ns.ToString());

    /// <summary>Fails with the tables that differ, not with all of them.</summary>
    /// <param name="except">Tables that are looked at elsewhere.</param>
    public static void ShouldHold(this DemoCopy demo, ImmutableSortedDictionary<string, string> expected, params string[] except)
    {
        var actual = Of(demo["warehouse"]);
        var differences = expected.Keys.Union(actual.Keys).Except(except)
            .Where(table => expected.GetValueOrDefault(table) != actual.GetValueOrDefault(table))
            .Select(table => $"{table}: {actual.GetValueOrDefault(table, "absent")} instead of {expected.GetValueOrDefault(table, "absent")}");
        differences.ShouldBeEmpty();
    }

    private static string Checksum(IEngineSession session, Relation relation)
    {
        var columns = session.GetColumns(relation.Name).Select(column => column.Name).Except(OfTheRun).Order(StringComparer.Ordinal).Select(SqlText.Identifier);
        using var result = session.Execute(
            $"SELECT count(*), sum(hash({string.Join(", ", columns)})::HUGEINT) FROM {relation.Name}");
        return string.Join(' ', result.Rows.Single());
    }
}
