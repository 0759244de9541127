using System.Security.Cryptography;
using Lake.Engines;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Artifacts;

namespace Lake.Runner.Reuse;

/// <summary>
/// What a node was made of: its SQL, its configuration, the project's macros and the versions of all that the SQL reads,
/// or for a view their columns. A table that would be made of the same again need not be made, nor a test be run.
/// </summary>
internal sealed class Fingerprint(LoadedProject project)
{
    /// <summary>The table property that keeps it.</summary>
    public const string Property = "lake.fingerprint";

    private readonly Lazy<string> _macros = new(() => Checksum.Sha256(string.Concat(
        project.Macros.All.Where(m => m.PackageName != MacroRegistry.BuiltInPackage)
            .OrderBy(m => m.UniqueId, StringComparer.Ordinal).Select(m => m.UniqueId + "\n" + m.Sql + "\n"))));

    /// <summary>Null for nodes that must be made anew each time: those with hooks, and those whose rows may differ by themselves.</summary>
    /// <param name="compiled">The node's SQL.</param>
    public string? Of(CodeNode node, string compiled, IEngineSession session)
    {
        if (!node.Config.PreHooks.IsEmpty || !node.Config.PostHooks.IsEmpty)
        {
            return null;
        }

        return node switch
        {
            SeedNode seed => Compose(node, HashOfFile(seed.FullPath)),
            ModelNode { Config.Materialized: "view" } => session.FindShape(compiled) is { } shape ? Compose(node, compiled + "\n" + shape) : null,
            ModelNode { Config.Materialized: "incremental" } when node.Config.Text("incremental_strategy") == "microbatch" => null,
            ModelNode { Config.Materialized: "table" or "incremental" } or SnapshotNode or TestNode => OfQuery(node, compiled, session),
            _ => null,
        };
    }

    private string? OfQuery(CodeNode node, string compiled, IEngineSession session)
    {
        if (VolatileSql.Mentions(compiled))
        {
            return null;
        }

        var inputs = session.FindVersion(compiled);
        return inputs is null || VolatileSql.Mentions(inputs) ? null : Compose(node, compiled + "\n" + inputs);
    }

    private string Compose(CodeNode node, string content)
    {
        var documents = node.Config.Map("persist_docs").Count == 0
            ? ""
            : node.Description + string.Concat(node.Columns.Select(c => c.Name + c.Description));
        return Checksum.Sha256(string.Join('\n', node.UniqueId, PlainJson.Text(Relevant(node)), _macros.Value, documents, content));
    }

    /// <summary>The configuration without what no table shows.</summary>
    private static ValueMap Relevant(CodeNode node) => new(node.Config.Values
        .Where(c => c.Key is not ("tags" or "meta" or "group" or "docs" or "enabled" or "full_refresh") && (c.Key != "severity" || node is TestNode)));

    /// <summary>Of the bytes: what a large seed is known by elsewhere, its path, does not tell of its rows.</summary>
    private static string HashOfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
