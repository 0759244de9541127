using System.Collections.Immutable;

namespace Lake.Engines;

/// <summary>A Parquet file of somebody else, which a table is to read where it lies.</summary>
/// <param name="Location">A URI with scheme.</param>
/// <param name="Path">Where its footer can be read now.</param>
/// <param name="Values">Columns that it lacks and that have one value in all its rows, as text.</param>
public sealed record ForeignFile(string Location, string Path, ImmutableArray<KeyValuePair<string, string?>> Values);
