namespace Lake.DuckDb.Errors;

internal static class SqlBuffer
{
    /// <summary>The library reads SQL up to the first NUL, which would drop the rest unseen.</summary>
    public static string Checked(string sql)
    {
        var position = sql.IndexOf('\0', StringComparison.Ordinal);
        return position < 0 ? sql : throw new DuckDbException(DuckDbErrorType.Parser, "The SQL holds a NUL character.", position);
    }
}
