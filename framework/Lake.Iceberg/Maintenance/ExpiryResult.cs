using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;

namespace Lake.Iceberg.Maintenance;

/// <param name="Table">As it is now.</param>
/// <param name="Snapshots">That the table has forgotten.</param>
/// <param name="Files">That were deleted.</param>
public sealed record ExpiryResult(Table Table, ImmutableArray<long> Snapshots, ImmutableArray<string> Files);
