using System.Diagnostics;

namespace Lake.Benchmarks.Native;

/// <summary>What one run of a program took.</summary>
/// <param name="User">Milliseconds of processors in the program itself.</param>
/// <param name="System">Milliseconds of processors in the kernel on its behalf.</param>
internal readonly record struct ProgramRun(double Milliseconds, double PeakMegabytes, double User, double System)
{
    public static ProgramRun Of(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();

        // The system forgets these when the process ends.
        var (peak, user, system) = (0L, TimeSpan.Zero, TimeSpan.Zero);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            process.Refresh();
            try
            {
                (peak, user, system) = (Math.Max(peak, process.PeakWorkingSet64), process.UserProcessorTime, process.PrivilegedProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended in between.
                break;
            }
        }

        process.WaitForExit();

        watch.Stop();
        return process.ExitCode == 0
            ? new ProgramRun(watch.Elapsed.TotalMilliseconds, peak / 1048576.0, user.TotalMilliseconds, system.TotalMilliseconds)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}{error.Result}");
    }
}
