using System.Collections.Concurrent;
using Lake.Project.Contexts.Adapters;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Contexts.Functions;
using Lake.Project.Contexts.Relations;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>
/// The columns of what a model reads: those of the relation that exists; where there is none, what the SQL behind it would
/// give, what YAML says of it, or what the given rows look like.
/// </summary>
/// <param name="contextOf">A context of execution for a node.</param>
/// <param name="warehouse">Asked for relations, and for the columns of queries.</param>
/// <param name="inferred">Kept between tests; what could not be inferred is empty.</param>
public sealed class InputColumns(
    Func<CodeNode, NodeContext> contextOf, IWarehouse warehouse, ConcurrentDictionary<string, IReadOnlyList<WarehouseColumn>> inferred)
{
    /// <param name="rows">What is given for it; an existing relation without one of their columns is taken to be out of date.</param>
    public IReadOnlyList<WarehouseColumn> Of(Node node, ValueList rows)
    {
        var names = rows.OfType<ValueMap>().SelectMany(r => r.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var existing = Existing(node);
        if (existing.Count > 0 && Cover(existing, names))
        {
            return existing;
        }

        var found = node is SourceNode source ? Declared(source, rows) : Inferred(node);
        return Cover(found, names) && found.Count > 0 ? found
            : existing.Count > 0 ? existing
            : found.Count > 0 ? found
            : FixtureTypes.Of(rows);
    }

    private static bool Cover(IReadOnlyList<WarehouseColumn> columns, List<string> names) =>
        names.TrueForAll(n => columns.Any(c => c.Name.Equals(n, StringComparison.OrdinalIgnoreCase)));

    private IReadOnlyList<WarehouseColumn> Existing(Node node)
    {
        if (node is CodeNode { IsEphemeral: true } || node.Relation is not { } relation)
        {
            return [];
        }

        var columns = warehouse.GetColumns(relation);
        return columns.Count == 0 && Deferred(node) is { } other ? warehouse.GetColumns(other) : columns;
    }

    private Sql.RelationName? Deferred(Node node) =>
        node is CodeNode code ? contextOf(code).Settings.Deferred.GetValueOrDefault(node.UniqueId) : null;

    private IReadOnlyList<WarehouseColumn> Inferred(Node node)
    {
        if (!inferred.TryGetValue(node.UniqueId, out var columns))
        {
            inferred[node.UniqueId] = columns = node switch
            {
                SeedNode seed => Seed(seed),
                CodeNode code => Query(code),
                _ => [],
            };
        }

        return columns;
    }

    /// <summary>What YAML says of a source, and the types of given rows for all that it leaves open.</summary>
    private static List<WarehouseColumn> Declared(SourceNode source, ValueList rows)
    {
        var seen = FixtureTypes.Of(rows);
        var declared = source.Columns.Select(c => new WarehouseColumn(
            c.Name, c.DataType ?? seen.FirstOrDefault(s => s.Name.Equals(c.Name, StringComparison.OrdinalIgnoreCase))?.Type ?? FixtureTypes.Unknown)).ToList();
        return [.. declared, .. seen.Where(s => !declared.Exists(d => d.Name.Equals(s.Name, StringComparison.OrdinalIgnoreCase)))];
    }

    private IReadOnlyList<WarehouseColumn> Seed(SeedNode seed)
    {
        var types = seed.Config.Map("column_types");
        return [.. SeedTable.Load(contextOf(seed)).Columns.Select(c => new WarehouseColumn(c.Name, types.Find(c.Name) as string ?? SeedTypes.SqlType(c.Type)))];
    }

    /// <summary>The columns of a model's query over relations without rows; none when the engine or a macro refuses it.</summary>
    private IReadOnlyList<WarehouseColumn> Query(CodeNode node)
    {
        try
        {
            var context = contextOf(node);
            var tables = new List<CommonTable>();
            context.Inputs = read =>
            {
                var name = UnitTestInput.NameOf(read);
                if (!tables.Exists(t => t.Name == name))
                {
                    tables.Add(new CommonTable(name, FixtureSql.Of(context, ValueList.Empty, Of(read, ValueList.Empty)), null));
                }

                return RelationFactory.CommonTable(name);
            };
            var rendered = CodeTemplate.Render(context, node);
            return [.. warehouse.DescribeQuery(CteInjection.Inject(node, rendered, tables).Code), .. node is SnapshotNode ? SnapshotColumns(node) : []];
        }
        catch (DiagnosticException)
        {
            // The test itself tells what is wrong, should it need a column that is not known now.
            return [];
        }
    }

    private static IEnumerable<WarehouseColumn> SnapshotColumns(CodeNode node)
    {
        var names = node.Config.Map("snapshot_meta_column_names");
        return new[] { ("dbt_scd_id", "varchar"), ("dbt_updated_at", "timestamp"), ("dbt_valid_from", "timestamp"), ("dbt_valid_to", "timestamp") }
            .Select(c => new WarehouseColumn(names.Find(c.Item1) as string ?? c.Item1, c.Item2));
    }
}
