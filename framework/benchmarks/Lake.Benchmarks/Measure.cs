using System.Diagnostics;
using System.Globalization;

namespace Lake.Benchmarks;

/// <summary>What one run took.</summary>
internal sealed record Measure(double Milliseconds, double ProcessorMilliseconds, double PeakMegabytes)
{
    public static Measure Of(Func<IDisposable> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        run().Dispose();
        return new Measure(watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, 0);
    }

    /// <summary>Of a process of its own, which calls <see cref="Report"/>, with the peak of its memory.</summary>
    /// <param name="benchmark">Its name on the command line.</param>
    /// <param name="kind">Which of its runs.</param>
    public static Measure OfProcess(string benchmark, string kind, string work)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[benchmark, "--child", kind, work])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The measured process did not start.");
        var numbers = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            && numbers.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList() is [var elapsed, var processor, var peak]
            ? new Measure(elapsed, processor, peak)
            : throw new InvalidOperationException($"The {kind} run ended with {process.ExitCode}.");
    }

    public void Report()
    {
        using var process = Process.GetCurrentProcess();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Milliseconds} {ProcessorMilliseconds} {process.PeakWorkingSet64 / 1048576.0}"));
    }
}

/// <summary>Several runs of one kind, of which the medians count.</summary>
internal sealed class Measures(string name)
{
    private readonly List<Measure> _runs = [];

    public double Milliseconds => Median(m => m.Milliseconds);

    public void Add(Measure run) => _runs.Add(run);

    /// <summary>Prints both and how they compare, which is the result.</summary>
    public static double PrintRatio(Measures lake, Measures raw, double budget)
    {
        raw.Print();
        lake.Print();
        var ratio = lake.Milliseconds / raw.Milliseconds;
        var processor = lake.Median(m => m.ProcessorMilliseconds) / raw.Median(m => m.ProcessorMilliseconds);
        Print($"ratio       {ratio,8:N3}      of processor time {processor:N3}      (budget {budget}; medians of {lake._runs.Count})");
        return ratio;
    }

    public static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private void Print() => Print(
        $"{name,-11} {Milliseconds,8:N0} ms   {Median(m => m.ProcessorMilliseconds),8:N0} ms of processors   peak {Median(m => m.PeakMegabytes),6:N0} MB");

    private double Median(Func<Measure, double> select) => _runs.Select(select).Order().ElementAt(_runs.Count / 2);
}
