using Lake.Text;

namespace Lake.Loader.Streams;

/// <summary>What happens to rows that bring more, or other types, than the raw table has.</summary>
/// <param name="Columns">Of values in columns that neither the table nor the stream knows.</param>
/// <param name="Types">Of values that are not of the column's type.</param>
public sealed record StreamContract(ContractMode Columns = ContractMode.Evolve, ContractMode Types = ContractMode.Evolve);

public enum ContractMode
{
    /// <summary>The table grows: new columns, wider types. What fits no type of Iceberg's widening is quarantined.</summary>
    Evolve,

    /// <summary>Nothing of the files concerned is loaded, and the stream fails.</summary>
    Freeze,

    /// <summary>The row is loaded without the value.</summary>
    DiscardValue,

    /// <summary>The row is counted, and kept nowhere.</summary>
    DiscardRow,

    /// <summary>The row goes to the rejected table.</summary>
    Quarantine,
}

/// <summary>A condition in SQL over the raw table's columns. Rows of which it is false, not null, break it.</summary>
/// <param name="OnFailure">Neither <see cref="ContractMode.Evolve"/> nor <see cref="ContractMode.DiscardValue"/>.</param>
public sealed record RowRule(string Name, string Check, ContractMode OnFailure = ContractMode.Quarantine)
{
    public Location? Location { get; init; }
}
