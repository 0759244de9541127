namespace Lake.Loader.Streams;

/// <summary>How the rows of a batch become rows of the raw table.</summary>
public enum LoadMode
{
    /// <summary>All of them are added.</summary>
    Append,

    /// <summary>Those are added of which there is none yet with equal keys and cursor: each version of a thing once.</summary>
    AppendDeduplicated,

    /// <summary>The table has one row a key, the latest.</summary>
    Upsert,

    /// <summary>The partitions that the batch has rows of are replaced by them.</summary>
    ReplacePartition,

    /// <summary>The table has every version of a thing, with the time from which and to which it was so.</summary>
    Scd2,
}
