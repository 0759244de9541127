using Lake.Project.Nodes;
using Lake.Sql;

namespace Lake.Project.Contexts.Relations;

/// <summary>Rows of a window of event time.</summary>
/// <param name="Condition">SQL, in dbt's words.</param>
internal sealed record EventTimeFilter(string Condition)
{
    /// <summary>What a model or snapshot reads of an input that has an event time; null for all of it.</summary>
    public static EventTimeFilter? Of(NodeContext context, Node target)
    {
        var window = (context.Settings.Batch?.Window, context.Settings.Sample) switch
        {
            ({ } batch, { } sample) => batch.Within(sample),
            var (batch, sample) => batch ?? sample,
        };
        if (window is not { } wanted || context.Node is not (ModelNode or SnapshotNode) || target.Config.Text("event_time") is not { Length: > 0 } column)
        {
            return null;
        }

        var field = target.Columns.FirstOrDefault(c => c.Name == column)?.Quote ?? (target as SourceNode)?.Quoting.Find("column") is true
            ? SqlText.Identifier(column)
            : column;
        var word = context.Environment.Target.Type == "trino" ? "timestamp " : "";
        return new EventTimeFilter($"{field} >= {word}'{EventWindow.Text(wanted.Start)}' and {field} < {word}'{EventWindow.Text(wanted.End)}'");
    }
}
