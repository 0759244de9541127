namespace Lake.Engines;

/// <summary>Functions of SQL that an engine for raw files has beside its own.</summary>
public static class SqlFunctions
{
    /// <summary>
    /// <c>lake_row_id(UUID '…')</c>: a UUID of its own for each row. The last five bytes of the one given are to be zero,
    /// and no two calls anywhere should give the same one.
    /// </summary>
    public const string RowId = "lake_row_id";
}
