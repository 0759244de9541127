namespace Lake.Iceberg.Transactions;

/// <summary>
/// One change of a table. It is applied once when it is asked for, and again on the table's new state whenever another
/// writer was first.
/// </summary>
internal abstract class TransactionAction
{
    /// <summary>True when the result does not depend on what was in the table.</summary>
    public virtual bool IsReplace => false;

    public abstract void Apply(StagedTable table);

    /// <summary>Files that the table will point to.</summary>
    public virtual IEnumerable<string> Files => [];

    /// <summary>Files that only a failed attempt needed, or all of this action's when <paramref name="committed"/> is null.</summary>
    public virtual IEnumerable<string> Garbage(Metadata.TableMetadata? committed) => [];
}
