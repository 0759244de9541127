using System.Diagnostics;

namespace Lake.Benchmarks.Native;

/// <summary>What one run of a program took.</summary>
internal readonly record struct ProgramRun(double Milliseconds, double PeakMegabytes)
{
    public static ProgramRun Of(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();

        // The system forgets a process's peak when it ends.
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
        }

        watch.Stop();
        return process.ExitCode == 0
            ? new ProgramRun(watch.Elapsed.TotalMilliseconds, peak / 1048576.0)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}{error.Result}");
    }

    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
            return 0;
        }
    }
}
