using System.Globalization;
using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Sql;

namespace Lake.Runner.Execution;

/// <summary>
/// Rows that failed tests keep (<c>store_failures</c>). They are staged with the node that is about to be rolled back,
/// so they wait in files until they can be published without it.
/// </summary>
internal sealed class FailureRows
{
    private readonly List<(string Table, string File)> _saved = [];

    public static FailureRows Save(IEngineSession session, TargetFiles files, List<TestNode> tests, bool? storeAll)
    {
        var rows = new FailureRows();
        foreach (var test in tests.Where(t => (t.Config.Find("store_failures") as bool? ?? storeAll) is true && t.Relation is not null))
        {
            if (test.Relation is { } relation && session.FindRelation(relation) is not null)
            {
                var file = Path.Combine(files.Folder, "failures", $"{test.Alias}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.parquet");
                Directory.CreateDirectory(Path.Combine(files.Folder, "failures"));
                using var result = session.Execute($"copy (select * from {relation}) to {SqlText.Literal(file.Replace('\\', '/'))} (format parquet)");
                rows._saved.Add((relation.ToString(), file));
            }
        }

        return rows;
    }

    public void Publish(IEngineSession session)
    {
        foreach (var (table, file) in _saved)
        {
            using (session.Execute($"create or replace table {table} as select * from read_parquet({SqlText.Literal(file.Replace('\\', '/'))})"))
            {
            }

            File.Delete(file);
        }
    }
}
