using System.Globalization;

namespace Lake.Benchmarks.Native;

/// <summary>
/// The program as native code beside the same program ReadyToRun: start-up, parsing, steady rendering and peak memory. Both are
/// published first; their runs alternate, and medians count.
/// </summary>
internal static class NativeBenchmark
{
    public static int Run()
    {
        var programs = new[] { Published.Program("Lake.Cli", "lake", "PublishAot"), Published.Program("Lake.Cli", "lake", "PublishReadyToRun") };
        var benchmarks = new[] { Published.Program("benchmarks/Lake.Benchmarks", "Lake.Benchmarks", "PublishAot"), Published.Program("benchmarks/Lake.Benchmarks", "Lake.Benchmarks", "PublishReadyToRun") };
        Print($"| | native | ReadyToRun | budget |\n|---|---|---|---|");
        var demo = Published.Repository;
        Compare("`lake --version`", 21, "15 ms", programs, demo, "--version");
        Compare("`lake ls` of the demo", 21, "40 ms", programs, demo, "ls");
        Compare("`lake query \"select 1\"`", 21, "50 ms", programs, demo, "query", "select 1");
        foreach (var (models, runs) in ((int, int)[])[(1000, 7), (10_000, 3)])
        {
            var folder = Path.Combine(Path.GetTempPath(), $"lake-native-{Guid.NewGuid():N}");
            GeneratedProject.Write(folder, models);
            Compare($"`lake ls`, {models.ToString("N0", CultureInfo.InvariantCulture)} models, {(2 * models).ToString("N0", CultureInfo.InvariantCulture)} tests, cold", runs, "", programs, folder, "ls");
            Directory.Delete(folder, recursive: true);
        }

        var rendering = benchmarks.Select(program => Published.Text(program, "rendering")).ToList();
        Print($"| a typical model rendered, steady | {rendering[0]} µs | {rendering[1]} µs | |");
        return 0;
    }

    private static void Compare(string what, int runs, string budget, string[] programs, string folder, params string[] arguments)
    {
        var all = Enumerable.Range(0, runs).Select(_ => programs.Select(Measured).ToList()).ToList();
        var cells = programs.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(all, i, run => run.Milliseconds):N0} ms, {Median(all, i, run => run.PeakMegabytes):N0} MB"));
        Print($"| {what} | {string.Join(" | ", cells)} | {budget} |");

        ProgramRun Measured(string program)
        {
            // What a run before has left would be read again.
            if (Directory.Exists(Path.Combine(folder, "target")))
            {
                Directory.Delete(Path.Combine(folder, "target"), recursive: true);
            }

            return ProgramRun.Of(program, folder, arguments);
        }
    }

    private static double Median(List<List<ProgramRun>> all, int program, Func<ProgramRun, double> select) =>
        all.Select(runs => select(runs[program])).Order().ElementAt(all.Count / 2);

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
