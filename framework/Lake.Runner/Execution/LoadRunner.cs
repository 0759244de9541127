using System.Diagnostics.CodeAnalysis;
using Lake.Runner.Requests;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Fills sources beside the nodes of a run, which fails when a load does.</summary>
internal static class LoadRunner
{
    /// <summary>Whether what waits for the load may start.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault at one load must not end the run.")]
    public static bool Run(SourceLoad load, EventSink events, CancellationToken cancellation)
    {
        try
        {
            var errors = load.Run(cancellation);
            events.Keep(errors);
            return errors.IsEmpty;
        }
        catch (OperationCanceledException)
        {
            // The result says so.
        }
        catch (DiagnosticException error)
        {
            foreach (var diagnostic in error.Diagnostics)
            {
                events.Report(diagnostic);
            }
        }
        catch (Exception error)
        {
            events.Report(RunnerRules.InternalError.At(null, $"{load.Name}: {error.GetType().Name}: {error.Message}", error.StackTrace));
        }

        return false;
    }
}
