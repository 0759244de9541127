namespace Lake.Engines;

/// <summary>
/// The outcome of a statement: rows to read once, forward, or a count of changed rows.
/// </summary>
public interface IQueryResult : IDisposable
{
    /// <summary>Empty for statements without rows.</summary>
    IReadOnlyList<RelationColumn> Columns { get; }

    /// <summary>True for queries; false for statements that change something and give no rows.</summary>
    bool HasRows { get; }

    /// <summary>Rows inserted, updated, deleted or written, where the statement has such a count.</summary>
    long? RowsAffected { get; }

    /// <summary>One line of what the engine answered, as dbt's adapter for it says it.</summary>
    string Message => "OK";

    /// <summary>Under which the engine shows the statement; null where it shows none.</summary>
    string? QueryId => null;

    /// <summary>
    /// One array a row, a new one each time. Cells are null, bool, long (every integer of up to 64 signed bits),
    /// <see cref="System.Numerics.BigInteger"/> (wider integers), float, double, <see cref="SqlDecimal"/>, string,
    /// <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="SqlTimestamp"/>, <see cref="Guid"/>, byte[],
    /// <c>object?[]</c> (list), <c>KeyValuePair&lt;string, object?&gt;[]</c> (struct), <c>KeyValuePair&lt;object, object?&gt;[]</c> (map).
    /// </summary>
    IEnumerable<object?[]> Rows { get; }
}
