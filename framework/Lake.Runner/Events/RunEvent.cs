using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Runner.Events;

/// <summary>Something that happened in a run. Times are in UTC.</summary>
public abstract record RunEvent(DateTimeOffset Time);

/// <summary>The number of nodes includes tests.</summary>
public sealed record RunStarted(DateTimeOffset Time, int Nodes, int Threads) : RunEvent(Time);

/// <summary>
/// The index counts from 1 in order of starting; the description says what it is as people do:
/// <c>table model main.fct_orders</c>.
/// </summary>
public sealed record NodeStarted(
    DateTimeOffset Time, string UniqueId, string ResourceType, string Description, int Index) : RunEvent(Time);

public sealed record NodeFinished(DateTimeOffset Time, NodeResult Result) : RunEvent(Time);

/// <summary>A line of a model's own: by <c>print</c>, which goes to standard output as it is, or by <c>log</c>.</summary>
public sealed record MessageLogged(DateTimeOffset Time, string Text, MessageKind Kind) : RunEvent(Time)
{
    /// <summary>Null where it belongs to no node.</summary>
    public string? UniqueId { get; init; }
}

public enum MessageKind
{
    /// <summary><c>log(…)</c>: for the log file.</summary>
    Debug,

    /// <summary><c>log(…, info=True)</c>.</summary>
    Info,

    Print,
}

/// <summary>A statement as the engine gets it; without a node where it belongs to none.</summary>
public sealed record StatementSent(DateTimeOffset Time, string? UniqueId, string Sql) : RunEvent(Time);

/// <summary>The status is what the engine said of the statement sent before it for the same node: <c>OK</c>.</summary>
public sealed record StatementAnswered(DateTimeOffset Time, string? UniqueId, string Status, TimeSpan Elapsed) : RunEvent(Time);

/// <summary>The path is absolute; the kind is dbt's name of a class: <c>RunExecutionResult</c>.</summary>
public sealed record ArtifactWritten(DateTimeOffset Time, string Kind, string Path) : RunEvent(Time);

/// <summary>A diagnostic that belongs to no node, or a warning raised while one runs.</summary>
public sealed record DiagnosticRaised(DateTimeOffset Time, Diagnostic Diagnostic) : RunEvent(Time);

public sealed record RunFinished(DateTimeOffset Time, RunResult Result) : RunEvent(Time);
