using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;

namespace Lake.Runner.Execution;

/// <summary>
/// Rows that failed tests keep (<c>store_failures</c>). They are staged with the node that is about to be rolled back,
/// so they wait until they can be published without it.
/// </summary>
internal sealed class FailureRows
{
    private readonly List<Action> _saved = [];

    public static FailureRows Save(IEngineSession session, TargetFiles files, List<TestNode> tests, bool? storeAll)
    {
        var rows = new FailureRows();
        foreach (var test in tests.Where(t => AreKept(t, storeAll)))
        {
            if (test.Relation is { } relation && session.FindRelation(relation) is not null)
            {
                rows._saved.Add(session.Preserve(relation, Path.Combine(files.Folder, "failures")));
            }
        }

        return rows;
    }

    /// <summary>Whether the failing rows of a test go into a relation of its own.</summary>
    public static bool AreKept(TestNode test, bool? storeAll) => (test.Config.Find("store_failures") as bool? ?? storeAll) is true;

    public void Publish() => _saved.ForEach(publish => publish());
}
