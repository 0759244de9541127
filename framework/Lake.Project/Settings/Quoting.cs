namespace Lake.Project.Settings;

/// <summary>Which parts of a relation's name are quoted in SQL.</summary>
public sealed record Quoting(bool Database = true, bool Schema = true, bool Identifier = true);
