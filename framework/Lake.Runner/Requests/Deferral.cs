using Lake.Engines;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.States;
using Lake.Sql;

namespace Lake.Runner.Requests;

/// <summary>
/// Reads what the run does not build from where an earlier run built it: a node that is not selected and does not exist
/// in the target, or every one that is not selected where the state is favoured.
/// </summary>
public sealed record Deferral(PreviousState State, bool FavorState)
{
    /// <summary>The relations to read in place of the target's, by unique id.</summary>
    internal IReadOnlyDictionary<string, RelationName> Resolve(LoadedProject project, IReadOnlySet<string> selected, IEngineSession session) =>
        State.Relations
            .Where(r => !selected.Contains(r.Key)
                && project.Nodes.GetValueOrDefault(r.Key) is CodeNode { IsEphemeral: false, Relation: { } own }
                && (FavorState || session.FindRelation(own) is null))
            .ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);
}
