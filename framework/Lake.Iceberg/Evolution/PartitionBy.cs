using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Evolution;

/// <summary>A partition field that somebody asks for, by column name.</summary>
/// <param name="Column">Full name of a primitive column, such as <c>ts</c> or <c>address.city</c>.</param>
/// <param name="Name">Null for the usual one, such as <c>ts_day</c>.</param>
public sealed record PartitionBy(string Column, Transform Transform, string? Name = null);
