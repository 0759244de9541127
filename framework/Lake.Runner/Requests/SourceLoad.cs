using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Runner.Requests;

/// <summary>Fills the tables of sources while the run goes: what reads them waits for it, and nothing else does.</summary>
/// <param name="Name">For those that wait in vain.</param>
/// <param name="Sources">Unique ids; at least one.</param>
/// <param name="Run">Called once, on the thread of a worker. Gives the errors that it has told of; what waits may start when there are none.</param>
public sealed record SourceLoad(string Name, ImmutableArray<string> Sources, Func<CancellationToken, ImmutableArray<Diagnostic>> Run);
