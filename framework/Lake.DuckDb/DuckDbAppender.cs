using System.Text;
using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;
using Lake.DuckDb.Values;

namespace Lake.DuckDb;

/// <summary>
/// Inserts rows into a DuckDB table much faster than INSERT: a call of an <c>Append</c> for each column, then
/// <see cref="EndRow"/>. <see cref="Close"/> makes the rows sure; disposing without it drops what is not yet written.
/// </summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly AppenderHandle _handle;

    private DuckDbAppender(AppenderHandle handle) => _handle = handle;

    public void AppendNull() => Check(Appending.AppendNull(_handle));

    public void Append(bool value) => Check(Appending.Append(_handle, value));

    public void Append(long value) => Check(Appending.Append(_handle, value));

    public void Append(double value) => Check(Appending.Append(_handle, value));

    public void Append(string value) => AppendUtf8(Encoding.UTF8.GetBytes(value));

    public void AppendUtf8(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            // An empty span has no address, which the library would take for NULL.
            byte none = 0;
            Check(Appending.AppendVarchar(_handle, start == null ? &none : start, (ulong)text.Length));
        }
    }

    /// <summary>Any class that can be read, null included. Slower than the others.</summary>
    public void AppendValue(object? value)
    {
        using var native = ValueWriter.Create(value);
        Check(Appending.Append(_handle, native));
    }

    public void EndRow() => Check(Appending.EndRow(_handle));

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
    public void Close() => Check(Appending.Close(_handle));

    public void Dispose() => _handle.Dispose();

    internal static DuckDbAppender To(ConnectionHandle connection, string? catalog, string? schema, string table)
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

    private static AppenderHandle Create(ConnectionHandle connection, string? catalog, string? schema, string table, out NativeState state)
    {
        state = Appending.Create(connection, catalog, schema, table, out var handle);
        return handle;
    }

    private void Check(NativeState state)
    {
        if (state != NativeState.Success)
        {
            throw ErrorReader.Read(Memory.Text(Appending.Error(_handle)), null);
        }
    }
}
