using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Some rows of a result (up to 2048), column by column. Dispose it to give its memory back.</summary>
public sealed class DuckDbChunk : IDisposable
{
    private readonly DuckDBDataChunk _handle;
    private readonly DuckDbVector[] _columns;

    internal DuckDbChunk(DuckDBDataChunk handle, IReadOnlyList<DuckDbColumn> columns)
    {
        _handle = handle;
        RowCount = checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(handle));
        _columns = new DuckDbVector[columns.Count];
        for (var i = 0; i < _columns.Length; i++)
        {
            var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(handle, i);
            _columns[i] = VectorFactory.Create(new VectorSource(this, vector, columns[i].Type, RowCount));
        }
    }

    public int RowCount { get; }

    public int ColumnCount => _columns.Length;

    public DuckDbVector this[int column] => _columns[column];

    /// <summary>All cells of a row, in a new array.</summary>
    public object?[] GetRow(int row)
    {
        var cells = new object?[_columns.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _columns[i].GetValue(row);
        }

        return cells;
    }

    public void Dispose() => _handle.Dispose();

    internal void CheckUsable() => ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
}
