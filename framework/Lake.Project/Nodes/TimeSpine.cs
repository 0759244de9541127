using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <summary>What makes a model the calendar of the semantic layer.</summary>
/// <param name="Column">The column whose <c>granularity</c> is that of the calendar.</param>
/// <param name="Granularities">Mappings with <c>name</c> and <c>column_name</c>.</param>
public sealed record TimeSpine(string Column, ValueList Granularities);
