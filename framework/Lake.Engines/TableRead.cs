namespace Lake.Engines;

/// <summary>How much of a table a statement reads.</summary>
/// <param name="Opened">Data files that hold, as far as their partitions and statistics tell, rows that the statement needs.</param>
/// <param name="Files">All data files of the table.</param>
public sealed record TableRead(string Table, int Opened, int Files);
