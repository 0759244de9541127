namespace Lake.Engines.Trino.Statements;

/// <summary>What a statement does to the relation that it names first.</summary>
internal enum StatementVerb
{
    /// <summary>Reads, or changes nothing that is staged.</summary>
    Other,

    CreateTable,
    CreateView,
    CreateMaterializedView,
    Drop,
    Rename,

    /// <summary>Changes rows or columns.</summary>
    Change,

    /// <summary>Comments and grants: what is said about a relation.</summary>
    Describe,

    /// <summary>Creates or drops a schema.</summary>
    Schema,

    Begin,
    Commit,
    Rollback,
}
