using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;

namespace Lake.Iceberg.Serving;

/// <summary>New tables: the server gives ids to columns, and a place.</summary>
internal sealed class TableCreation(ICatalog catalog)
{
    public RestAnswer Answer(RestRequest request, TableNamespace ns) => request.Read(json =>
    {
        var identifier = new TableIdentifier(ns, json.RequiredText("name"));
        var asked = SchemaJson.Read(json.Required("schema"));

        // A view of that name may be gone before what is staged is committed.
        var isStaged = json.OptionalBoolean("stage-create") == true;
        var staged = catalog.NewCreateTransaction(identifier, Definition(json, asked), takesView: isStaged).Stage().Metadata;
        var updates = Updates(staged, SortOrderOf(json, asked, staged.Schema));
        CheckPlace(new TableCommit(identifier, [], updates));
        if (isStaged)
        {
            var metadata = new TableCommit(identifier, [], updates).ApplyTo(null, null);
            return TableService.Describe(metadata, null);
        }

        var table = catalog.CommitTable(identifier, [new AssertCreate()], updates);
        return TableService.Describe(table.Metadata, table.MetadataLocation);
    });

    /// <summary>In a catalog of folders a table's place follows from its name.</summary>
    public void CheckPlace(TableCommit commit)
    {
        if (catalog is FileSystemCatalog files && commit.Updates.OfType<SetLocation>().LastOrDefault() is { } place
            && place.Location.TrimEnd('/') != files.DefaultLocation(commit.Identifier))
        {
            throw IcebergRules.InvalidChange.Error(
                null, $"Table '{commit.Identifier}' cannot be at '{place.Location}': this catalog keeps it at '{files.DefaultLocation(commit.Identifier)}'.", "leave the location out");
        }
    }

    private static TableDefinition Definition(JsonElement json, Schema schema) => new(schema)
    {
        Location = json.OptionalText("location")?.TrimEnd('/'),
        Properties = json.Texts("properties"),
        PartitionedBy = json.Optional("partition-spec") is { } spec
            ? [.. PartitionSpecJson.Read(spec).Fields.Select(f => new PartitionBy(NameOf(schema, f.SourceId), f.Transform, f.Name))]
            : [],
    };

    private static SortOrder SortOrderOf(JsonElement json, Schema asked, Schema given) => json.Optional("write-order") is { } order
        ? PartitionSpecJson.ReadSortOrder(order) is var read
            ? read with { Fields = [.. read.Fields.Select(f => f with { SourceId = given.Find(NameOf(asked, f.SourceId))?.Id ?? f.SourceId })] }
            : SortOrder.Unsorted
        : SortOrder.Unsorted;

    private static string NameOf(Schema schema, int id) => schema.PathOf(id) ?? throw new JsonException($"there is no column {id}");

    private static ImmutableArray<TableUpdate> Updates(TableMetadata table, SortOrder order) =>
    [
        new AssignUuid(table.TableUuid),
        new UpgradeFormatVersion(table.FormatVersion),
        new AddSchema(table.Schema, table.LastColumnId),
        new SetCurrentSchema(TableUpdate.LastAdded),
        new AddPartitionSpec(table.Spec),
        new SetDefaultSpec(TableUpdate.LastAdded),
        new AddSortOrder(order),
        new SetDefaultSortOrder(TableUpdate.LastAdded),
        new SetLocation(table.Location),
        new SetProperties(table.Properties),
    ];
}
