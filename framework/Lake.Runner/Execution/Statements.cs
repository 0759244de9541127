using System.Diagnostics;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Events;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Sends a node's statements with the project's query comment, and tells of each.</summary>
/// <param name="node">Null for what belongs to no node.</param>
internal sealed class Statements(RunScope run, Node? node)
{
    private readonly Lazy<QueryComment> _comment = new(() => QueryComment.Of(run.Project.Environment, node));

    public IQueryResult Execute(IEngineSession session, string sql, CancellationToken cancellation) =>
        Send(sql, statement => session.Execute(statement, cancellation), _ => "OK");

    /// <param name="status">What the engine said, in dbt's form: <c>OK</c>.</param>
    public T Send<T>(string sql, Func<string, T> execute, Func<T, string> status)
    {
        var statement = _comment.Value.AddTo(sql);
        var started = Stopwatch.GetTimestamp();
        run.Events.Send(new StatementSent(run.Events.Now, node?.UniqueId, run.Events.Scrub(statement)));
        var result = Execute(sql, statement, execute);
        run.Events.Send(new StatementAnswered(run.Events.Now, node?.UniqueId, status(result), Stopwatch.GetElapsedTime(started)));
        return result;
    }

    /// <summary>What is wrong is told of the statement as it was given.</summary>
    private static T Execute<T>(string sql, string statement, Func<string, T> execute)
    {
        try
        {
            return execute(statement);
        }
        catch (DiagnosticException error) when (statement.Length != sql.Length)
        {
            var shift = Math.Max(0, statement.IndexOf(sql, StringComparison.Ordinal));
            throw new DiagnosticException([.. error.Diagnostics.Select(d => d with { Location = Back(d.Location) })], error);

            Location? Back(Location? location) => location?.Source.Text != statement ? location
                : new SourceFile(location.Source.Path, sql).At(new TextSpan(Math.Max(0, location.Span.Start - shift), location.Span.Length));
        }
    }
}
