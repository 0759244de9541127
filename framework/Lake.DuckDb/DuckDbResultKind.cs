namespace Lake.DuckDb;

/// <summary>What a statement gives: <c>duckdb_result_type</c>.</summary>
public enum DuckDbResultKind
{
    Invalid = 0,
    ChangedRows = 1,
    Nothing = 2,
    Rows = 3,
}
