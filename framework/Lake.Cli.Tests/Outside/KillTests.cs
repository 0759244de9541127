using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>
/// However a build ends, every table is as it was before or as it is after, and the next build gives the right result.
/// Before is the first day's lakehouse, after is the second day's.
/// </summary>
[Collection(OutsideCollection.Name)]
public sealed class KillTests
{
    private const string SeedVariable = "LAKE_TEST_SEED";
    private const int Lakehouses = 4;
    private const int Kills = 3;

    private readonly DayByDay _days;
    private readonly Random _random;

    public KillTests(DayByDay days, ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed.ToString(CultureInfo.InvariantCulture)} kills at the same moments again");
        (_days, _random) = (days, new Random(seed));
    }

    [Fact]
    public void A_killed_build_leaves_every_table_before_or_after()
    {
        using var demo = DayByDay.NewFirstDay();
        demo.AddSecondDay();
        demo.Save();
        for (var lakehouse = 0; lakehouse < Lakehouses; lakehouse++)
        {
            demo.Restore();
            for (var i = 0; i < Kills; i++)
            {
                using var build = LakeProcess.Start(demo.Root, "build");
                var pause = _random.NextDouble() * _days.Duration.TotalMilliseconds;
                var watch = Stopwatch.StartNew();
                while (watch.Elapsed.TotalMilliseconds < pause && !build.HasExited)
                {
                    _days.CheckEachTable(demo);
                }

                build.Kill();
                _days.CheckEachTable(demo);
            }

            LakehouseState.Schemas(demo["warehouse"]).ShouldBe(LakehouseState.Schemas(_days.Demo["warehouse"]));

            LakeProcess.Run(demo.Root, "build");
            demo.ShouldHold(_days.Second);
        }
    }

    [Fact]
    public void A_build_killed_while_it_creates_the_tables_is_completed_by_the_next()
    {
        using var demo = new DemoCopy();
        for (var i = 0; i < Kills; i++)
        {
            using var build = LakeProcess.Start(demo.Root, "build");
            Thread.Sleep(TimeSpan.FromMilliseconds(_random.NextDouble() * _days.Duration.TotalMilliseconds));
            build.Kill();
            foreach (var (table, state) in LakehouseState.Of(demo["warehouse"]))
            {
                state.ShouldBe(_days.First[table], table);
            }

            LakehouseState.Schemas(demo["warehouse"]).ShouldBeSubsetOf(LakehouseState.Schemas(_days.Demo["warehouse"]));
        }

        LakeProcess.Run(demo.Root, "build");
        demo.ShouldHold(_days.First);
    }

    /// <param name="lines">Of output, after which Ctrl-C is pressed.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100)]
    public void Ctrl_C_publishes_nothing_half_done(int lines)
    {
        using var demo = DayByDay.NewFirstDay();
        demo.AddSecondDay();

        // A model without an end, so that the build cannot be over before it is interrupted.
        var endless = Path.Combine(demo.Root, "models", "endless.sql");
        File.WriteAllText(endless, "{{ config(materialized='table') }}\nselect count(*) as n from range(1000000000) a, range(1000000000) b\n");
        using var build = LakeProcess.Start(demo.Root, "build");
        while (!build.HasExited && build.Text.AsSpan().Count('\n') < lines)
        {
            Thread.Sleep(1);
        }

        build.Interrupt();
        build.Wait(60).ShouldBe(2, build.Text);
        build.Text.ShouldContain("Interrupted", Case.Insensitive);
        build.Text.ShouldNotContain("error[");
        _days.CheckEachTable(demo);

        File.Delete(endless);
        LakeProcess.Run(demo.Root, "build");
        demo.ShouldHold(_days.Second);
    }

    [Fact]
    public void Two_builds_at_once_end_in_one_right_result()
    {
        using var demo = new DemoCopy();
        using var first = LakeProcess.Start(demo.Root, "build");
        using var second = LakeProcess.Start(demo.Root, "build");
        ImmutableArray<int> codes = [first.Wait(), second.Wait()];
        codes.ShouldContain(0, $"{first.Text}\n----\n{second.Text}");
        foreach (var (process, code) in new[] { (first, codes[0]), (second, codes[1]) }.Where(run => run.Item2 != 0))
        {
            // It says that another writer was there, instead of failing somewhere.
            process.Text.ShouldMatch("commit-conflict|project-busy");
            process.Text.ShouldNotContain("Unhandled exception", Case.Sensitive, code.ToString(null, null));
        }

        LakeProcess.Run(demo.Root, "build");
        demo.ShouldHold(_days.First);
    }
}
