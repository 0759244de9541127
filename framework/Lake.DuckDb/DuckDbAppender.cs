using System.Text;
using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Native;
using Lake.DuckDb.Values;

namespace Lake.DuckDb;

/// <summary>
/// Inserts rows into a DuckDB table much faster than INSERT: a call of an <c>Append</c> for each column, then
/// <see cref="EndRow"/>. <see cref="Close"/> makes the rows sure; disposing without it drops what is not yet written.
/// </summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly DuckDBAppender _handle;
    private bool _closed;

    private DuckDbAppender(DuckDBAppender handle) => _handle = handle;

    public void AppendNull() => Check(NativeMethods.Appender.DuckDBAppendNull(_handle));

    public void Append(bool value) => Check(NativeMethods.Appender.DuckDBAppendBool(_handle, value));

    public void Append(long value) => Check(NativeMethods.Appender.DuckDBAppendInt64(_handle, value));

    public void Append(double value) => Check(NativeMethods.Appender.DuckDBAppendDouble(_handle, value));

    public void Append(string value) => AppendUtf8(Encoding.UTF8.GetBytes(value));

    public void AppendUtf8(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            // An empty span has no address, which the library would take for NULL.
            byte none = 0;
            Check(MissingImports.AppendVarchar(_handle, start == null ? &none : start, (ulong)text.Length));
        }
    }

    /// <summary>Any class that can be read, null included. Slower than the others.</summary>
    public void AppendValue(object? value)
    {
        using var native = ValueWriter.Create(value);
        Check(MissingImports.Append(_handle, native));
    }

    public void EndRow() => Check(NativeMethods.Appender.DuckDBAppenderEndRow(_handle));

    public void AppendRow(params ReadOnlySpan<object?> cells)
    {
        foreach (var cell in cells)
        {
            AppendValue(cell);
        }

        EndRow();
    }

    /// <summary>Writes the rest of the rows and ends the appender.</summary>
    /// <exception cref="DuckDbException">A row violates a constraint of the table.</exception>
    public void Close()
    {
        Check(NativeMethods.Appender.DuckDBAppenderClose(_handle));
        _closed = true;
    }

    public void Dispose()
    {
        if (!_closed && !_handle.IsClosed)
        {
            // Destroying the appender would write them.
            NativeMethods.Appender.DuckDBAppenderClear(_handle);
        }

        _handle.Dispose();
    }

    internal static DuckDbAppender To(DuckDBNativeConnection connection, string? catalog, string? schema, string table)
    {
        var appender = new DuckDbAppender(Create(connection, catalog, schema, table, out var state));
        try
        {
            appender.Check(state);
            return appender;
        }
        catch
        {
            appender.Dispose();
            throw;
        }
    }

    private static DuckDBAppender Create(DuckDBNativeConnection connection, string? catalog, string? schema, string table, out DuckDBState state)
    {
        state = NativeMethods.Appender.DuckDBAppenderCreateExt(connection, catalog, schema, table, out var handle);
        return handle;
    }

    private void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            using var error = NativeMethods.Appender.DuckDBAppenderErrorData(_handle);
            throw ErrorReader.Read(error.Message, null);
        }
    }
}
