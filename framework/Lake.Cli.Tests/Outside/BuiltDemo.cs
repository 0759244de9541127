namespace Lake.Cli.Tests.Outside;

/// <summary>The demo, built with both days' files, for tests that only read it.</summary>
public sealed class BuiltDemo : IDisposable
{
    public BuiltDemo()
    {
        LakeProcess.Run(Demo.Root, "build");
        Demo.AddSecondDay();
        LakeProcess.Run(Demo.Root, "build");
    }

    internal DemoCopy Demo { get; } = new();

    public void Dispose() => Demo.Dispose();
}
