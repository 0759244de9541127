using System.Text.Json;
using Lake.Text;

namespace Lake.Iceberg.Serving;

/// <summary>Diagnostics as the errors that clients of the protocol act on.</summary>
internal static class RestErrors
{
    private static readonly Dictionary<string, (int Status, string Type)> Known = new()
    {
        [IcebergRules.NoSuchTable.Id] = (404, "NoSuchTableException"),
        [IcebergRules.AlreadyExists.Id] = (409, "AlreadyExistsException"),
        [IcebergRules.CommitConflict.Id] = (409, "CommitFailedException"),
        [IcebergRules.NamespaceNotEmpty.Id] = (409, "NamespaceNotEmptyException"),
        [IcebergRules.CommitStateUnknown.Id] = (500, "CommitStateUnknownException"),
        [IcebergRules.CatalogUnavailable.Id] = (503, "ServiceUnavailableException"),
        [IcebergRules.StorageUnavailable.Id] = (503, "ServiceUnavailableException"),
        [IcebergRules.CorruptMetadata.Id] = (500, "RuntimeException"),
        [IcebergRules.CorruptManifest.Id] = (500, "RuntimeException"),
        [IcebergRules.MissingFile.Id] = (500, "RuntimeException"),
        [IcebergRules.MovedTable.Id] = (500, "RuntimeException"),
        [IcebergRules.DiskFull.Id] = (500, "RuntimeException"),
        [IcebergRules.WarehouseUnwritable.Id] = (500, "RuntimeException"),
        [IcebergRules.CatalogDenied.Id] = (500, "RuntimeException"),
        [IcebergRules.StorageDenied.Id] = (500, "RuntimeException"),
    };

    public static RestAnswer Of(DiagnosticException failure)
    {
        var diagnostic = failure.Diagnostic;
        var (status, type) = Known.GetValueOrDefault(diagnostic.Rule.Id, (400, "BadRequestException"));
        return RestAnswer.Error(status, type, diagnostic.Hint is { } hint ? $"{diagnostic.Message} ({hint})" : diagnostic.Message);
    }

    public static RestAnswer Of(JsonException failure) => RestAnswer.Error(400, "BadRequestException", $"The request cannot be read: {failure.Message}");

    public static RestAnswer NoNamespace(object ns) => RestAnswer.Error(404, "NoSuchNamespaceException", $"There is no namespace '{ns}'.");

    public static RestAnswer NoTable(object table) => RestAnswer.Error(404, "NoSuchTableException", $"There is no table '{table}'.");

    public static RestAnswer NoView(object view) => RestAnswer.Error(404, "NoSuchViewException", $"There is no view '{view}'.");

    public static RestAnswer Unsupported(string what) => RestAnswer.Error(406, "UnsupportedOperationException", what);
}
