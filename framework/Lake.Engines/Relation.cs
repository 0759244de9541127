using Lake.Sql;

namespace Lake.Engines;

/// <summary>A table or view that exists.</summary>
public sealed record Relation(RelationName Name, RelationKind Kind);

public enum RelationKind
{
    Table,
    View,

    /// <summary>A view whose rows are kept, where the engine has such.</summary>
    MaterializedView,
}

/// <param name="Name">As declared.</param>
/// <param name="Type">In the engine's own words: <c>DECIMAL(18,2)</c>.</param>
public sealed record RelationColumn(string Name, string Type);
