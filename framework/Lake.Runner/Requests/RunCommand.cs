namespace Lake.Runner.Requests;

/// <summary>What a run does with the selected nodes.</summary>
public enum RunCommand
{
    /// <summary>Seeds, models, snapshots and tests in one order of the graph; nothing is published before its tests passed.</summary>
    Build,

    /// <summary>Models only.</summary>
    Run,

    /// <summary>Data tests only.</summary>
    Test,

    Seed,
    Snapshot,

    /// <summary>Writes the compiled SQL of every node; changes nothing in the lakehouse.</summary>
    Compile,

    /// <summary>Makes models, seeds and snapshots show what another target has of them.</summary>
    Clone,

    /// <summary>Calls one macro.</summary>
    RunOperation,

    /// <summary>Judges how old sources are.</summary>
    Freshness,
}
