using System.Collections.Immutable;
using Lake.Project.Contexts;

namespace Lake.Runner.Results;

/// <summary>Which batches of a microbatch model were built, and which were not.</summary>
public sealed record BatchResults(ImmutableArray<EventWindow> Successful, ImmutableArray<EventWindow> Failed);
