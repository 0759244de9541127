namespace Lake.Demo.Writing;

/// <summary>A file that a source delivers; the path is relative to the demo's data folder's parent.</summary>
public abstract record DeliveredFile(string Path);

public sealed record TextFile(string Path, string Text) : DeliveredFile(Path);

public sealed record ParquetFile(string Path, Table Table) : DeliveredFile(Path);

/// <summary>Rows as text, to be written with the types of the columns.</summary>
/// <param name="Columns">Name and DuckDB type.</param>
/// <param name="Rows">One text a column, null for null.</param>
public sealed record Table(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows);
