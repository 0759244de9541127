using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using DuckDB.NET.Native;
using Lake.DuckDb.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Lake.DuckDb.Values;

/// <summary>CLR values as parameters and appended cells: the classes that are read, and the usual narrower ones.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes what is created here.")]
internal static unsafe class ValueWriter
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <exception cref="ArgumentException">There is no SQL type for the value's class.</exception>
    public static DuckDBValue Create(object? value) => CreateNumber(value) ?? CreateTime(value) ?? CreateOther(value);

    private static DuckDBValue? CreateNumber(object? value) => value switch
    {
        sbyte or short or int => Value.DuckDBCreateInt32(Convert.ToInt32(value, null)),
        byte or ushort => Value.DuckDBCreateInt32(Convert.ToInt32(value, null)),
        uint number => Value.DuckDBCreateInt64(number),
        long number => Value.DuckDBCreateInt64(number),
        ulong number => Value.DuckDBCreateUInt64(number),
        BigInteger number when number.Sign >= 0 && number > (BigInteger)Int128.MaxValue =>
            Value.DuckDBCreateUHugeInt(new DuckDBUHugeInt(number)),
        BigInteger number => Value.DuckDBCreateHugeInt(new DuckDBHugeInt(number)),
        float number => Value.DuckDBCreateFloat(number),
        double number => Value.DuckDBCreateDouble(number),
        decimal number => CreateDecimal(number),
        DuckDbDecimal number => CreateDecimal(number),
        _ => null,
    };

    private static DuckDBValue? CreateTime(object? value) => value switch
    {
        DateOnly date => Value.DuckDBCreateDate(new DuckDBDate { Days = date.DayNumber - Epoch.DayNumber }),
        DuckDbDate date => Value.DuckDBCreateDate(new DuckDBDate { Days = date.Days }),
        TimeOnly time when time.Ticks % 10 == 0 => Value.DuckDBCreateTime(new DuckDBTime { Micros = time.Ticks / 10 }),
        TimeOnly time => MissingImports.CreateTimeNs(time.Ticks * 100),
        DuckDbTime time => MissingImports.CreateTimeNs(time.Nanoseconds),
        DuckDbTimestamp { IsInstant: true } timestamp => Value.DuckDBCreateTimestampTz(Stamp(timestamp.Microseconds)),
        DuckDbTimestamp { Nanoseconds: 0 } timestamp => Value.DuckDBCreateTimestamp(Stamp(timestamp.Microseconds)),
        DuckDbTimestamp timestamp => Value.DuckDBCreateTimestampNs(Stamp((timestamp.Microseconds * 1000) + timestamp.Nanoseconds)),
        DuckDbInterval interval => Value.DuckDBCreateInterval(new DuckDBInterval(interval.Months, interval.Days, unchecked((ulong)interval.Microseconds))),
        _ => null,
    };

    private static DuckDBValue CreateOther(object? value) => value switch
    {
        null => Value.DuckDBCreateNullValue(),
        bool flag => Value.DuckDBCreateBool(flag),
        string text => CreateVarchar(text),
        byte[] bytes => Value.DuckDBCreateBlob(bytes, bytes.Length),
        Guid id => CreateUuid(id),
        _ => Refuse(value),
    };

    private static DuckDBValue Refuse(object value) =>
        throw new ArgumentException($"A {value.GetType().Name} cannot be given to DuckDB as a value.", nameof(value));

    private static DuckDBValue CreateDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = unchecked(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        return CreateDecimal(new DuckDbDecimal(value < 0 ? -(BigInteger)unscaled : unscaled, value.Scale));
    }

    private static DuckDBValue CreateDecimal(DuckDbDecimal value) =>
        Value.DuckDBCreateDecimal(new DuckDBDecimal(38, checked((byte)value.Scale), new DuckDBHugeInt(value.Unscaled)));

    private static DuckDBValue CreateVarchar(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            return MissingImports.CreateVarchar(start, (ulong)bytes.Length);
        }
    }

    private static DuckDBTimestampStruct Stamp(long count) => new() { Micros = count };

    private static DuckDBValue CreateUuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var upper = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return Value.DuckDBCreateUuid(new DuckDBHugeInt(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), upper));
    }
}
