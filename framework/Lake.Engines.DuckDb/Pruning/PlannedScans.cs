using System.Collections.Immutable;
using System.Text.Json;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Pruning;

/// <summary>What the scans of a plan ask of tables: which files some scan may find a row in.</summary>
/// <param name="database">The name of the lakehouse.</param>
/// <param name="tables">Those that are scanned as tables in the plan.</param>
internal sealed class PlannedScans(string database, IReadOnlyDictionary<TableIdentifier, LakeTable> tables)
{
    private readonly Dictionary<TableIdentifier, ScanFilter> _demands = new(IdentifierComparer.Instance);

    /// <summary>The table with the files that the scans need; the table itself when that is all, or unknown.</summary>
    public LakeTable Pruned(LakeTable table)
    {
        var pruned = _demands.TryGetValue(table.Id, out var filter) && !IsAll(filter) ? table.Where(filter) : table;
        return pruned.Files.Length < table.FileCount ? pruned : table;
    }

    /// <summary>How many files of these tables the scans need.</summary>
    public int FileCount => _demands.Keys.Sum(id => Pruned(tables[id]) is var pruned && ReferenceEquals(pruned, tables[id]) ? pruned.FileCount : pruned.Files.Length);

    /// <summary>False for a plan of another shape than is known here, as another version of DuckDB may make: then nothing is known.</summary>
    public bool TryAdd(JsonElement plan)
    {
        try
        {
            Add(plan);
            return true;
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private void Add(JsonElement plan)
    {
        switch (plan.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in plan.EnumerateArray())
                {
                    Add(item);
                }

                break;
            case JsonValueKind.Object:
                Visit(plan);
                break;
        }
    }

    private void Visit(JsonElement node)
    {
        if (IsOf(node, "LOGICAL_GET"))
        {
            Scan(node, [], []);
        }
        else if (IsOf(node, "LOGICAL_FILTER") && Child(node) is { } filtered && IsOf(filtered, "LOGICAL_GET"))
        {
            Scan(filtered, [.. Items(node, "expressions")], []);
        }
        else if (AggregatedScan(node) is var (scan, extremes) && scan is { } aggregated)
        {
            Scan(aggregated, [], extremes);
        }
        else
        {
            foreach (var property in node.EnumerateObject())
            {
                Add(property.Value);
            }
        }
    }

    private void Scan(JsonElement scan, ImmutableArray<JsonElement> conditions, ImmutableArray<(bool IsGreatest, int Column)> extremes)
    {
        foreach (var input in Items(scan, "children"))
        {
            Add(input);
        }

        if (TableOf(scan) is not { } table)
        {
            return;
        }

        var reader = new PlanConditions(place => Field(table, scan, place));
        var filters = Items(scan, "table_filters", "filters");
        ImmutableArray<ScanFilter> parts =
        [
            .. filters.Select(filter => PlanConditions.ReadTableFilter(filter.GetProperty("value"), FieldAt(table, filter.GetProperty("key").GetInt32()))),
            .. conditions.Select(reader.Read),
        ];
        var filter = parts.IsEmpty && !extremes.IsEmpty
            ? ScanFilter.Or([.. extremes.Select(extreme => Field(table, scan, extreme.Column) is { } field ? Extremes.Of(table, field, extreme.IsGreatest) : ScanFilter.True)])
            : ScanFilter.And(parts);
        _demands[table.Id] = _demands.TryGetValue(table.Id, out var other) ? ScanFilter.Or(other, filter) : filter;
    }

    /// <summary>The scan below an aggregation of all its rows that asks for nothing but greatest and least values.</summary>
    private static (JsonElement? Scan, ImmutableArray<(bool, int)> Extremes) AggregatedScan(JsonElement node)
    {
        if (!IsOf(node, "LOGICAL_AGGREGATE_AND_GROUP_BY") || Items(node, "groups").Length > 0 || Items(node, "grouping_sets").Length > 0 || Child(node) is not { } below)
        {
            return default;
        }

        var extremes = Items(node, "expressions").Select(Extreme).ToList();
        while (IsOf(below, "LOGICAL_PROJECTION") && Child(below) is { } next)
        {
            var columns = Items(below, "expressions");
            extremes = extremes.ConvertAll(extreme => extreme is var (isGreatest, place) && place < columns.Length && Reference(columns[place]) is { } source ? (isGreatest, source) : ((bool, int)?)null);
            below = next;
        }

        return IsOf(below, "LOGICAL_GET") && extremes.Count > 0 && extremes.TrueForAll(extreme => extreme is not null)
            ? (below, [.. extremes.Select(extreme => extreme ?? default)])
            : default;
    }

    private static (bool IsGreatest, int Column)? Extreme(JsonElement aggregate) =>
        aggregate.TryGetProperty("name", out var name) && (name.ValueEquals("max") || name.ValueEquals("min"))
        && !aggregate.TryGetProperty("filter", out _) && Items(aggregate, "children") is [var argument] && Reference(argument) is { } column
            ? (name.ValueEquals("max"), column)
            : null;

    private static int? Reference(JsonElement expression) =>
        expression.TryGetProperty("expression_class", out var kind) && kind.ValueEquals("BOUND_REF")
        && expression.TryGetProperty("index", out var index) && index.TryGetInt32(out var place) ? place : null;

    private LakeTable? TableOf(JsonElement scan) =>
        scan.TryGetProperty("function_data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("catalog", out var catalog) && string.Equals(catalog.GetString(), database, StringComparison.OrdinalIgnoreCase)
        && data.TryGetProperty("schema", out var schema) && data.TryGetProperty("table", out var name)
            ? tables.GetValueOrDefault(new TableIdentifier(schema.GetString() ?? "", name.GetString() ?? ""))
            : null;

    /// <summary>What a place among the columns that a scan gives means in the table.</summary>
    private static NestedField? Field(LakeTable table, JsonElement scan, int place)
    {
        var (given, read) = (Items(scan, "projection_ids"), Items(scan, "column_indexes"));
        place = given.Length == 0 ? place : place < given.Length ? given[place].GetInt32() : -1;
        return place >= 0 && place < read.Length && Items(read[place], "child_indexes").Length == 0
            && read[place].TryGetProperty("index", out var index) && index.TryGetInt32(out var column) ? FieldAt(table, column) : null;
    }

    private static NestedField? FieldAt(LakeTable table, int column)
    {
        var fields = table.Scan.Schema.Fields;
        return column >= 0 && column < fields.Length && table.Table.Metadata.FieldById(fields[column].Id) is { } known && known.Type.Equals(fields[column].Type) ? known : null;
    }

    private static bool IsAll(ScanFilter filter) => filter switch
    {
        AllOf all => all.Filters.All(IsAll),
        AnyOf any => any.Filters.Any(IsAll),
        _ => false,
    };

    private static bool IsOf(JsonElement node, string type) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("type", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals(type);

    private static JsonElement? Child(JsonElement node) => Items(node, "children") is [var only] ? only : null;

    private static JsonElement[] Items(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return [];
            }
        }

        return element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];
    }
}
