using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A <c>ref(…)</c> call.</summary>
/// <param name="Package">The first of two names; null for one name.</param>
/// <param name="Name">The model, seed or snapshot.</param>
/// <param name="Version">A long, double or string; null when none is given.</param>
/// <param name="Location">The call, where it is known.</param>
public sealed record RefCall(string? Package, string Name, object? Version, Location? Location);

/// <summary>A <c>source(…, …)</c> call.</summary>
public sealed record SourceCall(string SourceName, string TableName, Location? Location);

/// <summary>A <c>metric(…)</c> call, or a metric that a metric or saved query names.</summary>
/// <param name="Package">The first of two names; null for one name.</param>
public sealed record MetricCall(string? Package, string Name, Location? Location);
