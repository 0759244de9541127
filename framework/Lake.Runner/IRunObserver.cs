using Lake.Runner.Events;

namespace Lake.Runner;

/// <summary>Hears of a run. Called by one thread at a time, though not always the same; must not block for long.</summary>
public interface IRunObserver
{
    void On(RunEvent runEvent);
}
