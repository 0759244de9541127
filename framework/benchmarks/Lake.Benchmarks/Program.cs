using Lake.Benchmarks;
using Lake.Benchmarks.Builds;
using Lake.Benchmarks.Jinja;
using Lake.Benchmarks.Native;

var benchmarks = new Dictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["build"] = BuildBenchmark.Run,
    ["fused-tests"] = FusedTestsBenchmark.Run,
    ["jinja"] = JinjaBenchmark.Run,
    ["load"] = LoadBenchmark.Run,
    ["load-files"] = LoadScaleBenchmark.RunFiles,
    ["load-large"] = LoadScaleBenchmark.RunLarge,
    ["merge"] = MergeBenchmark.Run,
    ["native"] = _ => NativeBenchmark.Run(),
    ["parse"] = ParseBenchmark.Run,
    ["planning"] = _ => PlanningBenchmark.Run(),
    ["register"] = RegisterBenchmark.Run,
    ["rendering"] = _ => JinjaBenchmark.PrintSteadyRendering(),
    ["table-model"] = TableModelBenchmark.Run,
    ["trino"] = TrinoBenchmark.Run,
};

if (args is [var name, .. var rest] && benchmarks.TryGetValue(name, out var run))
{
    return run(rest);
}

Console.Error.WriteLine($"usage: Lake.Benchmarks {string.Join('|', benchmarks.Keys)} [arguments]");
return 2;
