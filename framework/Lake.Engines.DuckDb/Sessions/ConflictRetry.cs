using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lake.Iceberg;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>Does something again whenever another writer was first.</summary>
internal sealed class ConflictRetry(int retries)
{
    public T Run<T>(Func<T> attempt, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return attempt();
            }
            catch (DiagnosticException error) when (error.Diagnostic.Rule == IcebergRules.CommitConflict)
            {
                if (i > retries)
                {
                    throw new DiagnosticException(
                        error.Diagnostic with
                        {
                            Message = string.Create(CultureInfo.InvariantCulture, $"{error.Diagnostic.Message} It was tried {i} times, and each time somebody was quicker."),
                            Hint = "nothing was changed; run it again when fewer writers are at work",
                        },
                        error);
                }

                Wait(i, cancellationToken);
            }
        }
    }

    /// <summary>A while that grows with every conflict and differs between writers, so that they do not meet again.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Keeps writers apart; nothing depends on it.")]
    private static void Wait(int attempt, CancellationToken cancellationToken)
    {
        var longest = Math.Min(1000, 10 << Math.Min(attempt, 10));
        cancellationToken.WaitHandle.WaitOne(Random.Shared.Next(longest / 2, longest));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
