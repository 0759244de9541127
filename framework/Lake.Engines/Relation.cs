using Lake.Sql;

namespace Lake.Engines;

/// <summary>A table or view that exists.</summary>
public sealed record Relation(RelationName Name, RelationKind Kind)
{
    /// <summary>What COMMENT ON said; null where the engine was not asked or there is none.</summary>
    public string? Comment { get; init; }
}

public enum RelationKind
{
    Table,
    View,

    /// <summary>A view whose rows are kept, where the engine has such.</summary>
    MaterializedView,
}

/// <param name="Name">As declared.</param>
/// <param name="Type">In the engine's own words: <c>DECIMAL(18,2)</c>.</param>
public sealed record RelationColumn(string Name, string Type)
{
    /// <summary>What COMMENT ON said of a column of a table or view; null for columns of queries.</summary>
    public string? Comment { get; init; }
}
