using System.Globalization;
using Lake.Benchmarks.Native;

namespace Lake.Benchmarks.Builds;

/// <summary>
/// <c>lake build</c> of whole projects by the native program: from nothing, once more, in which incremental models find
/// that they have nothing to add, and when nothing has changed since. Given dbt's path, dbt builds the same project into a DuckDB file in the same run.
/// </summary>
internal static class BuildBenchmark
{
    private static readonly (int Models, int Tests)[] Sizes = [(200, 400), (1000, 800)];

    /// <param name="arguments">
    /// <c>--lake PROGRAM</c> to measure, else one is published; <c>--dbt PROGRAM</c> to compare with; <c>--write FOLDER MODELS TESTS</c>
    /// only writes such a project.
    /// </param>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--write", var target, var models, var tests])
        {
            LayeredProject.Write(target, int.Parse(models, CultureInfo.InvariantCulture), int.Parse(tests, CultureInfo.InvariantCulture));
            return 0;
        }

        var lake = Options.Find(arguments, "--lake") ?? Published.Program("Lake.Cli", "lake", "PublishAot");
        Measures.Print($"| build | time | processors | a node | of it kernel | peak |\n|---|---|---|---|---|---|");
        foreach (var size in Sizes)
        {
            Compare(size, lake, Options.Find(arguments, "--dbt"));
        }

        return 0;
    }

    private static void Compare((int Models, int Tests) size, string lake, string? dbt)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"lake-build-{Guid.NewGuid():N}");
        LayeredProject.Write(folder, size.Models, size.Tests);
        try
        {
            var project = string.Create(CultureInfo.InvariantCulture, $"{size.Models} models, {size.Tests} tests");
            Print($"{project}, first", size, ProgramRun.Of(lake, folder, "build"));
            Print($"{project}, second", size, ProgramRun.Of(lake, folder, "build"));
            Print($"{project}, unchanged", size, ProgramRun.Of(lake, folder, "build"));
            if (dbt is not null)
            {
                Print($"{project}, first, dbt", size, ProgramRun.Of(dbt, folder, "build"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string what, (int Models, int Tests) size, ProgramRun run)
    {
        var processors = run.User + run.System;
        Measures.Print(
            $"| {what} | {run.Milliseconds / 1000:N2} s | {processors / 1000:N2} s | {processors / (size.Models + size.Tests):N2} ms | {run.System / processors:P0} | {run.PeakMegabytes:N0} MB |");
    }
}
