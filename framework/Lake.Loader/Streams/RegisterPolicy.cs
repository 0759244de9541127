namespace Lake.Loader.Streams;

/// <summary>Whether Parquet files become part of the raw table where they lie. They stay their source's.</summary>
public enum RegisterPolicy
{
    /// <summary>Rows are copied into files of the table.</summary>
    Never,

    /// <summary>Files that the table can have as they are; the rows of others are copied.</summary>
    Auto,

    /// <summary>Files that the table can have as they are; others are rejected whole.</summary>
    Always,
}
