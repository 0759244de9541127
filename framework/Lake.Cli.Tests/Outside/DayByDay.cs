using System.Collections.Immutable;
using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>The demo built with the first day's files and then with the second's: the right results that others are held to.</summary>
public sealed class DayByDay : IDisposable
{
    public DayByDay()
    {
        LakeProcess.Run(Demo.Root, "build");
        First = LakehouseState.Of(Demo["warehouse"]);
        First.ShouldNotBeEmpty();
        Demo.AddSecondDay();
        var watch = Stopwatch.StartNew();
        LakeProcess.Run(Demo.Root, "build");
        Duration = watch.Elapsed;
        Second = LakehouseState.Of(Demo["warehouse"]);
    }

    /// <summary>Checksums by table.</summary>
    public ImmutableSortedDictionary<string, string> First { get; }

    public ImmutableSortedDictionary<string, string> Second { get; }

    /// <summary>Of the second day's build.</summary>
    public TimeSpan Duration { get; }

    /// <summary>With both days, for tests that only read it.</summary>
    internal DemoCopy Demo { get; } = new();

    /// <summary>A lakehouse as it is after the first day. Paths in metadata are absolute, so it is built, not copied.</summary>
    internal static DemoCopy NewFirstDay()
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

    public void Dispose() => Demo.Dispose();
}

/// <summary>Runs these tests one after the other: each starts programs that use all cores.</summary>
[CollectionDefinition(Name)]
public sealed class OutsideCollection : ICollectionFixture<DayByDay>
{
    public const string Name = "outside";
}
