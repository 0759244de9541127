namespace Lake.Sql;

/// <summary>The full name of a table or view. Comparison is exact; engines decide about case.</summary>
/// <param name="Database">The catalog in SQL terms; null means the session's own.</param>
/// <param name="Schema">The namespace; null means the session's own.</param>
/// <param name="Identifier">The table or view itself.</param>
public sealed record RelationName(string? Database, string? Schema, string Identifier)
{
    /// <summary>All parts quoted: <c>"database"."schema"."identifier"</c>.</summary>
    public override string ToString() => SqlText.Identifier(Database, Schema, Identifier);
}
