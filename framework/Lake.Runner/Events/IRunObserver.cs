namespace Lake.Runner.Events;

/// <summary>Hears of a run. Called by one thread at a time, though not always the same; must not block for long.</summary>
public interface IRunObserver
{
    void On(RunEvent runEvent);
}
