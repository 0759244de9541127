using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Runner.Comparisons;

/// <summary>How two versions of a table differ.</summary>
public sealed record TableDifference(DiffSide Before, DiffSide After)
{
    /// <summary>Columns that are new, gone or of another type.</summary>
    public ImmutableArray<ColumnDifference> Columns { get; init; } = [];

    public long RowsBefore { get; init; }

    public long RowsAfter { get; init; }

    /// <summary>Empty where rows are compared whole: then none counts as changed.</summary>
    public ImmutableArray<string> Key { get; init; } = [];

    /// <summary>Why the key that was asked for is not used; null when it is.</summary>
    public string? KeyProblem { get; init; }

    public long OnlyBefore { get; init; }

    public long OnlyAfter { get; init; }

    /// <summary>Rows of one key that differ in some column that both have.</summary>
    public long Changed { get; init; }

    /// <summary>In how many rows each column differs; those that differ nowhere are left out.</summary>
    public ImmutableArray<KeyValuePair<string, long>> ChangedColumns { get; init; } = [];

    /// <summary>Some of the rows, by what is the matter with them.</summary>
    public ImmutableArray<DataExcerpt> Samples { get; init; } = [];

    public bool IsEqual => Columns.IsEmpty && RowsBefore == RowsAfter && OnlyBefore + OnlyAfter + Changed == 0;
}

/// <param name="Before">Its type; null when it is new.</param>
/// <param name="After">Its type; null when it is gone.</param>
public sealed record ColumnDifference(string Name, string? Before, string? After);
