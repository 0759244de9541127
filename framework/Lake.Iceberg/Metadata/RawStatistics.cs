namespace Lake.Iceberg.Metadata;

/// <summary>An entry of <c>statistics</c> or <c>partition-statistics</c>, carried as it is.</summary>
public sealed record RawStatistics(long SnapshotId, string StatisticsPath, string Json);
