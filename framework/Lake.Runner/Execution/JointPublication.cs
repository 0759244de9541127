using Lake.Engines;
using Lake.Runner.Planning;
using Lake.Runner.Rules;

namespace Lake.Runner.Execution;

/// <summary>Runs all units in one transaction, published when everything has ended well (<c>--publish all</c>).</summary>
internal static class JointPublication
{
    /// <summary>One unit runs at a time, since they share the session that sees what is staged.</summary>
    public static void Run(RunScope run, RunPlan plan, IEngine engine, IEngineSession session, CancellationTokenSource stop, CancellationToken cancellation)
    {
        if (plan.Units.Select(u => run.Project.EngineOf(u.Node)).Distinct().ToList() is [var first, var second, ..])
        {
            throw RunnerRules.SeveralEngines.Error(
                null, $"--publish all is for one engine, and the nodes of this run are worked on by {first} and {second}",
                "leave --publish all out: each node is then published when its own tests pass; or select the nodes of one engine");
        }

        var isPublished = false;
        try
        {
            isPublished = session.Publish(
                () =>
                {
                    run.Kept.Clear();
                    new WorkerPool(run, plan, engine, stop, session).Run();
                    return !stop.IsCancellationRequested && !run.Events.Results.Any(r => Results.NodeStatusText.IsFailure(r.Status));
                },
                isAudited: true,
                cancellation);
        }
        finally
        {
            if (!isPublished)
            {
                run.Events.TakeBack("built, but not published: the run is published as a whole");
            }
        }

        foreach (var kept in run.Kept)
        {
            kept();
        }

        if (!isPublished)
        {
            run.Events.Report(RunnerRules.NotPublished.At(
                null, "nothing of this run was published, since not everything in it ended well", "mend what failed; without --publish all each node is published when its own tests pass"));
        }
    }
}
