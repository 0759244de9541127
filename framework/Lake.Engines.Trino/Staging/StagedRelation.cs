using Lake.Engines.Trino.Statements;
using Lake.Sql;

namespace Lake.Engines.Trino.Staging;

/// <summary>What a transaction has done to one relation. Until it is published it lies under another name.</summary>
internal sealed class StagedRelation(RelationName name, RelationKind? before)
{
    public RelationName Name => name;

    /// <summary>What is published under the name; null when nothing is.</summary>
    public RelationKind? Before => before;

    /// <summary>Where it lies meanwhile; null when it was dropped.</summary>
    public RelationName? Stage { get; set; }

    public RelationKind Kind { get; set; }

    /// <summary>True when it was created in the transaction; else it is a copy with changes.</summary>
    public bool IsNew { get; set; }

    /// <summary>The statement that created it, as the user wrote it.</summary>
    public TrinoStatement? Creation { get; set; }

    /// <summary>The snapshot that it was copied from.</summary>
    public string? CopiedFrom { get; set; }

    /// <summary>Statements to run on the published relation: all changes of a copy, and what is said about a new one.</summary>
    public List<string> Replays { get; } = [];
}
