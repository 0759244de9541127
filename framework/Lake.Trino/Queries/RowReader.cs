using System.Buffers;
using System.Text.Json;
using Lake.Trino.Values;

namespace Lake.Trino.Queries;

/// <summary>Reads an array of rows from a stream, holding no more than its longest row.</summary>
internal sealed class RowReader(Stream source, CellReader[] columns) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _start;
    private int _end;
    private bool _isOpen;
    private bool _isDone;

    /// <summary>Null at the end. Fails with <see cref="JsonException"/> when the stream ends before the array does.</summary>
    public object?[]? Next()
    {
        while (!_isDone)
        {
            if (Skip() && Read() is { } row)
            {
                return row;
            }

            if (!_isDone)
            {
                Fill();
            }
        }

        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        source.Dispose();
    }

    /// <summary>To the beginning of a row; false when there is none in what has been read.</summary>
    private bool Skip()
    {
        for (; _start < _end; _start++)
        {
            switch (_buffer[_start])
            {
                case (byte)'[' when _isOpen:
                    return true;
                case (byte)'[':
                    _isOpen = true;
                    break;
                case (byte)']':
                    _isDone = true;
                    return false;
                case (byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    break;
                default:
                    throw new JsonException("a row is no array");
            }
        }

        return false;
    }

    private object?[]? Read()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var whole = new Utf8JsonReader(rest, isFinalBlock: false, default);
        if (!whole.Read() || !whole.TrySkip())
        {
            return null;
        }

        var json = new Utf8JsonReader(rest[..(int)whole.BytesConsumed]);
        json.Read();
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            if (!json.Read() || json.TokenType == JsonTokenType.EndArray)
            {
                throw new JsonException("a row has fewer cells than there are columns");
            }

            row[i] = CellReaders.Read(columns[i], ref json);
        }

        _start += (int)whole.BytesConsumed;
        return row;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var count = source.Read(_buffer, _end, _buffer.Length - _end);
        if (count == 0)
        {
            throw new JsonException("the rows end in the middle");
        }

        _end += count;
    }
}
