namespace Lake.Project.Contexts;

/// <summary>The part of a microbatch model that is built at a time: <c>model.batch</c>.</summary>
/// <param name="Id">dbt's: <c>20240101</c> for a day.</param>
/// <param name="IsIncremental">Whether the table is there, so that the batch is added to it.</param>
/// <param name="IsFirst">The first batch runs the hooks before the model.</param>
/// <param name="IsLast">The last one runs those behind it.</param>
public sealed record Batch(string Id, EventWindow Window, bool IsIncremental, bool IsFirst, bool IsLast);
