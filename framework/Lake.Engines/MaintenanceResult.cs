namespace Lake.Engines;

/// <param name="Optimized">Null when that was not asked for.</param>
/// <param name="ForgottenSnapshots">That the table has no more.</param>
/// <param name="DeletedFiles">That only forgotten snapshots needed.</param>
/// <param name="DeletedOrphans">Files that nothing led to.</param>
public sealed record MaintenanceResult(OptimizeResult? Optimized, int ForgottenSnapshots, int DeletedFiles, int DeletedOrphans);
