using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Text;

namespace Lake.Cli.Shell;

/// <summary>Runs statements one by one in a session and writes what each came to.</summary>
/// <param name="writer">For rows; null for one line of JSON a statement.</param>
internal sealed class StatementRun(TerminalContext terminal, IEngineSession session, IResultWriter? writer)
{
    /// <summary>False when the statement failed.</summary>
    public bool Run(SourceFile statement, CancellationToken cancellationToken)
    {
        try
        {
            if (!session.InTransaction)
            {
                session.Refresh();
            }

            using var result = session.Execute(statement.Text, cancellationToken);
            Write(result);
            return true;
        }
        catch (DiagnosticException failure)
        {
            Write(In(statement, failure));
            return false;
        }
        finally
        {
            terminal.Output.Flush();
        }
    }

    private void Write(IQueryResult result)
    {
        if (writer is null)
        {
            terminal.Output.WriteLine(JsonLine.Of(result));
        }
        else if (result.HasRows)
        {
            writer.Write(result, terminal.Output);
        }
        else
        {
            terminal.Error.WriteLine(result.RowsAffected is { } rows ? $"{rows} {(rows == 1 ? "row" : "rows")} changed" : "done");
        }
    }

    private void Write(DiagnosticException failure)
    {
        if (writer is null)
        {
            terminal.Output.WriteLine(JsonLine.Of(failure.Diagnostic));
        }
        else
        {
            terminal.Draw(failure);
        }
    }

    /// <summary>The engine knows the text, but not where it comes from.</summary>
    private static DiagnosticException In(SourceFile statement, DiagnosticException failure) => new(
        [.. failure.Diagnostics.Select(d => d.Location is { } at && at.Source.Text == statement.Text ? d with { Location = statement.At(at.Span) } : d)],
        failure);
}
