using System.Collections.Immutable;

namespace Lake.Project.Artifacts;

/// <summary>What the manifest says of a compiled node.</summary>
/// <param name="Code">The SQL, ephemeral models put in.</param>
/// <param name="Macros">Unique ids of the macros that it called while it was compiled.</param>
/// <param name="ExtraCtes">Unique ids of the ephemeral models and their SQL, in the order in which they stand.</param>
public sealed record CompiledRecord(string Code, ImmutableArray<string> Macros, ImmutableArray<(string Id, string Sql)> ExtraCtes)
{
    /// <summary>Of a hook that was run: which one it was, from 1.</summary>
    public long? HookNumber { get; init; }
}
