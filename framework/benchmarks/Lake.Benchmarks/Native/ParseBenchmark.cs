using System.Globalization;

namespace Lake.Benchmarks.Native;

/// <summary>
/// Parsing and compiling of generated projects by the native program: whole processes, cold, with nothing changed and
/// after one edit. The small project is given to dbt in the same run where its path is given.
/// </summary>
internal static class ParseBenchmark
{
    public static int Run(string[] arguments)
    {
        var lake = Published.Program("Lake.Cli", "lake", "PublishAot");
        string[] programs = arguments is [var dbt, ..] ? [lake, dbt] : [lake];
        Print($"| 1,000 models, 2,000 tests | {string.Join(" | ", programs.Select(Path.GetFileName))} | |");
        Print($"|---|{string.Concat(programs.Select(_ => "---|"))}---|");
        Project(programs, 1000, 5);
        Print($"| 10,000 models, 20,000 tests | {Path.GetFileName(lake)} | |");
        Print($"|---|---|---|");
        Project([lake], 10_000, 3);
        return 0;
    }

    private static void Project(string[] programs, int models, int runs)
    {
        var folders = programs.Select(_ => Directory.CreateTempSubdirectory("lake-parse-").FullName).ToList();
        foreach (var folder in folders)
        {
            GeneratedProject.WriteForDbt(folder, models);
        }

        // Files must have been left alone for a moment to be known by their times.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        var edits = 0;
        var edited = "";
        Compare("`ls`, cold", Clean, "ls");
        Compare("`ls`, nothing changed", _ => { }, "ls");
        Compare("`ls`, one model changed", Edit, "ls");
        Compare("`ls --select one+`", _ => { }, "ls", "--select", $"{edited}+");
        Compare("`compile`, cold", Clean, "compile");
        Compare("`compile`, nothing changed", _ => { }, "compile");
        Compare("`compile`, one model changed", Edit, "compile");
        foreach (var folder in folders)
        {
            Directory.Delete(folder, recursive: true);
        }

        void Compare(string what, Action<string> prepare, params string[] command)
        {
            var medians = programs.Select((program, i) => Median([.. Enumerable.Range(0, i == 0 ? runs : 1).Select(_ =>
            {
                prepare(folders[i]);
                return ProgramRun.Of(program, folders[i], command);
            })])).ToList();
            var ratio = medians.Count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"{medians[1].Milliseconds / medians[0].Milliseconds:N0}×");
            Print($"| {what} | {string.Join(" | ", medians.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Milliseconds / 1000:N2} s, {m.PeakMegabytes:N0} MB")))} | {ratio} |");
        }

        void Edit(string folder) => edited = GeneratedProject.Edit(folder, models, ++edits);
    }

    private static void Clean(string folder)
    {
        var target = Path.Combine(folder, "target");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private static ProgramRun Median(List<ProgramRun> runs) => runs.OrderBy(r => r.Milliseconds).ElementAt(runs.Count / 2);

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
