using System.Collections.Immutable;
using System.Diagnostics;
using Shouldly;

namespace Lake.Cli.Tests.Outside;

/// <summary>The right result of the demo after the first day and after the second.</summary>
public sealed class DayByDay
{
    public DayByDay()
    {
        using var second = new DemoCopy();
        LakeProcess.Run(second.Root, "build");
        First = LakehouseState.Of(second["warehouse"]);
        First.ShouldNotBeEmpty();
        second.AddSecondDay();
        var watch = Stopwatch.StartNew();
        LakeProcess.Run(second.Root, "build");
        Duration = watch.Elapsed;
        Second = LakehouseState.Of(second["warehouse"]);
    }

    /// <summary>Checksums by table.</summary>
    public ImmutableSortedDictionary<string, string> First { get; }

    public ImmutableSortedDictionary<string, string> Second { get; }

    /// <summary>Of the second day's build.</summary>
    public TimeSpan Duration { get; }

    /// <summary>A lakehouse as it is after the first day. Paths in metadata are absolute, so it is built, not copied.</summary>
    internal DemoCopy NewFirstDay()
    {
        var demo = new DemoCopy();
        LakeProcess.Run(demo.Root, "build");
        return demo;
    }

    internal void CheckEachTable(DemoCopy demo)
    {
        foreach (var (table, state) in LakehouseState.Of(demo["warehouse"]))
        {
            state.ShouldBeOneOf([First.GetValueOrDefault(table, "no table"), Second.GetValueOrDefault(table, "no table")], table);
        }
    }
}
