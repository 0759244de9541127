using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Rest;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Transactions;

/// <summary>The commit of one table in a publication of several.</summary>
/// <param name="SchemaBefore">Null for a table that the publication makes.</param>
/// <param name="SnapshotBefore">What <c>main</c> was; null for none.</param>
internal sealed record PublicationStep(TableCommit Commit, int? SchemaBefore, long? SnapshotBefore)
{
    public TableIdentifier Table => Commit.Identifier;

    public static PublicationStep Read(JsonElement json) => new(
        RestJson.ReadCommit(json.Required("commit"), RestJson.ReadIdentifier(json.Required("commit").Required("identifier"))),
        json.TryGetProperty("schema", out var schema) ? schema.GetInt32() : null,
        json.TryGetProperty("snapshot", out var snapshot) ? snapshot.GetInt64() : null);

    public bool IsDone(ICatalog catalog) => catalog.TryLoadTable(Table)?.Metadata is { } table && Commit.Updates.All(update => update switch
    {
        AddSnapshot add => table.SnapshotById(add.Snapshot.SnapshotId) is not null,
        AssignUuid assign => table.TableUuid == assign.Uuid,
        SetProperties set => set.Updates.All(pair => table.Properties.GetValueOrDefault(pair.Key) == pair.Value),
        _ => true,
    });

    /// <summary>Fails with <see cref="IcebergRules.CommitConflict"/> where somebody has written to the table meanwhile.</summary>
    public void Complete(ICatalog catalog) => catalog.CommitTable(
        Table, SchemaBefore is null ? Commit.Requirements : [.. Commit.Requirements, new AssertRefSnapshotId(SnapshotRef.Main, SnapshotBefore)], Commit.Updates);

    /// <summary>False when others have built upon it already.</summary>
    public bool TryUndo(ICatalog catalog)
    {
        if (catalog.TryLoadTable(Table) is not { Metadata: var table } || Commit.Updates.OfType<AddSnapshot>().LastOrDefault() is not { Snapshot.SnapshotId: var ours }
            || table.CurrentSnapshotId != ours)
        {
            return false;
        }

        try
        {
            if (SchemaBefore is not { } schema)
            {
                return catalog.DropTable(Table);
            }

            TableUpdate back = SnapshotBefore is { } before ? new SetSnapshotRef(SnapshotRef.Main, new SnapshotRef(before, IsBranch: true)) : new RemoveSnapshotRef(SnapshotRef.Main);
            catalog.CommitTable(
                Table, [new AssertTableUuid(table.TableUuid), new AssertRefSnapshotId(SnapshotRef.Main, ours)], [back, new SetCurrentSchema(schema)]);
            return true;
        }
        catch (DiagnosticException e) when (e.Diagnostic.Rule == IcebergRules.CommitConflict)
        {
            return false;
        }
    }
}
